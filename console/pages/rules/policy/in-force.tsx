import { useApp, useTexts } from '../../../app/context.ts';
import { type Group, groupsOf, type Policy, sectionNames } from './policy-sections.ts';
import { pathWords, valueWords } from './policy-words.ts';

/** All that a policy says, in words. Each part can be opened; what limits payments is open. */
export function InForce({ policy }: { policy: Policy }) {
  const texts = useTexts('policy');
  return (
    <>
      {sectionNames.map((name) => {
        const groups = groupsOf(policy, name);
        return (
          <details key={name} open={name === 'payments'}>
            <summary>{texts.sections[name].title}</summary>
            <p class="quiet">{texts.sections[name].about}</p>
            {groups.length === 0 ? (
              <p>{texts.nothing}</p>
            ) : (
              groups.map((group) => <Facts key={group.path} of={group} />)
            )}
          </details>
        );
      })}
    </>
  );
}

function Facts({ of: { path, leaves } }: { of: Group }) {
  const { language } = useApp();
  const texts = useTexts('policy');
  const isAlone = leaves.length === 1 && leaves[0]?.path === path;
  return (
    <>
      {!isAlone && <h3>{pathWords(path, texts, language)}</h3>}
      <dl class="facts">
        {leaves.map((leaf) => (
          <div key={leaf.path} class="fact">
            <dt title={leaf.path}>
              {leaf.path === path
                ? pathWords(path, texts, language)
                : below(pathWords(leaf.path, texts, language), path)}
            </dt>
            <dd>{valueWords(leaf, texts, language)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Without the words of the heading that it stands under. */
function below(words: string, path: string): string {
  return words.split(' › ').slice(path.split('.').length).join(' › ');
}
