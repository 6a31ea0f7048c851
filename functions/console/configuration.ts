/** What the page has to know before anybody has logged in. It stands in its HTML, so nothing of it is secret. */
export interface ConsoleConfiguration {
  readonly stage: string;
  /** The identity provider, as tokens name it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** Which of the provider's tokens the API takes. */
  readonly token: 'id' | 'access';
  readonly userClaim: string;
  readonly groupsClaim: string;
  readonly audience: string;
  /** The address of the OpenID configuration document, where it is not below the issuer. */
  readonly discovery?: string;
}
