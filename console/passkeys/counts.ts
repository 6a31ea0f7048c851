/** Whether what somebody said before counts: where signatures are asked for, only what a device signed. */
export const counts = ({ device }: { readonly device?: string }, isAsked: boolean): boolean =>
  !isAsked || device !== undefined;
