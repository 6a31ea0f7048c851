import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { stoppingRoles } from './may-stop.ts';

/** For who may not: whom to call. */
export function WhoMayStop() {
  const texts = useTexts('stop');
  const { answer } = useAnswer('GET /policy', {});
  const roles = answer.state === 'ready' ? answer.body.inForce.policy.roles : undefined;
  const groups = roles === undefined ? [] : [...new Set(stoppingRoles.flatMap((role) => roles[role]))];
  return (
    <div class="notice">
      <p>{texts.whoMay}</p>
      {groups.length > 0 && <p>{texts.groups(groups.join(', '))}</p>}
    </div>
  );
}
