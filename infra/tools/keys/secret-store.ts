import { randomUUID } from 'node:crypto';
import {
  DescribeSecretCommand,
  InvalidParameterException,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { placeholderSecret } from '../../../functions/shared/core/key-versions.ts';
import { awsCall } from './aws-call.ts';

/** The version that has each staging label, by its id. */
export interface Labels {
  readonly current?: string;
  readonly previous?: string;
  readonly pending?: string;
}

export interface LabelledVersion {
  readonly id: string;
  readonly createdAt?: Millis;
}

/** The same with what else is known of each version. */
export type LabelledVersions = { readonly [Label in keyof Labels]: LabelledVersion };

/** One secret and its versions. Nothing here reads a value. */
export interface SecretStore {
  readonly name: string;
  labels(): Promise<Labels>;
  versions(): Promise<LabelledVersions>;
  /** Puts what stands before the first key, where a secret has no version at all. */
  putPlaceholder(): Promise<void>;
  /** Puts a new version that waits. Returns its id. */
  putPending(text: string): Promise<string>;
  /** Takes the label of a version that waits away from it. Does nothing where another version has it by now. */
  dropPending(id: string): Promise<void>;
  /**
   * Makes a version the current one instead of that one. False where that one is current no more: somebody was faster.
   */
  makeCurrent(id: string, instead: string): Promise<boolean>;
}

/** The version of what stands before the first key has this id everywhere: to put it twice is to put it once. */
export const noKeyVersionId = 'hashkey-treasury-no-key-yet-version';

export function openSecretStore(client: SecretsManagerClient, name: string): SecretStore {
  return new AwsSecretStore(client, name);
}

class AwsSecretStore implements SecretStore {
  readonly name: string;
  readonly #client: SecretsManagerClient;

  constructor(client: SecretsManagerClient, name: string) {
    this.#client = client;
    this.name = name;
  }

  async labels(): Promise<Labels> {
    const command = new DescribeSecretCommand({ SecretId: this.name });
    const { VersionIdsToStages = {} } = await this.#call('DescribeSecret', () => this.#client.send(command));
    return byLabel((label) => Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes(label))?.[0]);
  }

  async versions(): Promise<LabelledVersions> {
    // A page holds a hundred, and only versions with labels are listed.
    const command = new ListSecretVersionIdsCommand({ SecretId: this.name });
    const { Versions = [] } = await this.#call('ListSecretVersionIds', () => this.#client.send(command));
    return byLabel((label) => {
      const { VersionId: id, CreatedDate } = Versions.find((each) => each.VersionStages?.includes(label)) ?? {};
      if (id === undefined) return undefined;
      return { id, ...(CreatedDate === undefined ? {} : { createdAt: CreatedDate.getTime() }) };
    });
  }

  async putPlaceholder(): Promise<void> {
    await this.#put(noKeyVersionId, placeholderSecret, 'AWSCURRENT', ({ current }) => current !== undefined);
  }

  async putPending(text: string): Promise<string> {
    const id = randomUUID();
    await this.#put(id, text, 'AWSPENDING', ({ pending }) => pending === id);
    return id;
  }

  async dropPending(id: string): Promise<void> {
    await this.#move({ VersionStage: 'AWSPENDING', RemoveFromVersionId: id });
  }

  async makeCurrent(id: string, instead: string): Promise<boolean> {
    const move = { VersionStage: 'AWSCURRENT', RemoveFromVersionId: instead, MoveToVersionId: id };
    if (await this.#move(move)) return true;
    // The SDK may have met its own first try, whose answer was lost.
    return (await this.labels()).current === id;
  }

  /** False where the labels are not as the move says they are. */
  #move(move: { VersionStage: string; RemoveFromVersionId: string; MoveToVersionId?: string }): Promise<boolean> {
    const command = new UpdateSecretVersionStageCommand({ SecretId: this.name, ...move });
    return this.#call('UpdateSecretVersionStage', async () => {
      try {
        await this.#client.send(command);
        return true;
      } catch (error) {
        if (error instanceof InvalidParameterException) return false;
        throw error;
      }
    });
  }

  /**
   * The SDK puts a version again whose answer was lost. Secrets Manager would compare the two, which takes a right to
   * decrypt that nobody has here, so what is there by now counts more than the answer.
   */
  async #put(id: string, text: string, label: string, isThere: (labels: Labels) => boolean): Promise<void> {
    const version = { SecretString: text, ClientRequestToken: id, VersionStages: [label] };
    const command = new PutSecretValueCommand({ SecretId: this.name, ...version });
    try {
      await awsCall(`PutSecretValue of ${this.name}`, () => this.#client.send(command), 'name-only');
    } catch (error) {
      if (!isThere(await this.labels())) throw error;
    }
  }

  #call<Answer>(action: string, call: () => Promise<Answer>): Promise<Answer> {
    return awsCall(`${action} of ${this.name}`, call);
  }
}

function byLabel<Found>(find: (label: string) => Found | undefined): { readonly [Label in keyof Labels]: Found } {
  const [current, previous, pending] = [find('AWSCURRENT'), find('AWSPREVIOUS'), find('AWSPENDING')];
  return {
    ...(current === undefined ? {} : { current }),
    ...(previous === undefined ? {} : { previous }),
    ...(pending === undefined ? {} : { pending }),
  };
}
