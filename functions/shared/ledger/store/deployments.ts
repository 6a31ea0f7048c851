import { assert, TreasuryError } from '../../core/errors.ts';
import {
  type Admission,
  admitDeployment,
  type Deployment,
  type DeploymentAnswer,
  type DeploymentRequest,
  withAnswer,
} from '../policy/deployments.ts';
import { readPolicyItem, updatePolicyItem } from './policy-update.ts';
import type { Table } from './table.ts';

/** A newer deployment has acted, so this one does nothing any more. */
export class DeploymentSupersededError extends TreasuryError {
  constructor() {
    super('deployment-superseded', 'A newer deployment has brought its policy already: this one changes nothing');
  }
}

/** Throws DeploymentSupersededError where another request is the newest. */
export function requireNewest(deployments: readonly Deployment[], requestId: string): void {
  if (deployments.at(-1)?.requestId !== requestId) throw new DeploymentSupersededError();
}

/** Which deployments may act: CloudFormation's requests come again, late and out of order. */
export interface DeploymentStore {
  /** Writes the request down before it acts. */
  admit(request: DeploymentRequest): Promise<Admission>;
  /** Throws DeploymentSupersededError where a newer one came meanwhile. */
  ensureNewest(requestId: string): Promise<void>;
  /** What it was answered, so that it is answered the same where it comes again. */
  recordAnswer(requestId: string, answer: DeploymentAnswer): Promise<void>;
}

export function openDeployments(table: Table): DeploymentStore {
  return {
    admit: async (request) => {
      let admission: Admission | undefined;
      await updatePolicyItem(table, (now) => {
        admission = admitDeployment(now.deployments, request);
        if (admission.kind !== 'act' || admission.deployments === now.deployments) return now;
        return { ...now, deployments: admission.deployments };
      });
      assert(admission !== undefined, 'the rule was asked');
      return admission;
    },
    ensureNewest: async (requestId) => requireNewest((await readPolicyItem(table)).deployments, requestId),
    recordAnswer: async (requestId, answer) => {
      await updatePolicyItem(table, (now) => ({
        ...now,
        deployments: withAnswer(now.deployments, requestId, answer),
      }));
    },
  };
}
