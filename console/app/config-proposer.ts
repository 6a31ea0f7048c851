/** Who proposed what came with a deployment. */
export const configProposer = 'config';
