/** What a device gives back: one of those in docs/passkey-vectors.json. */
export const exampleWord = {
  credentialId: 'Ere91_MQdELzRPv89t3A_1NtDfCC7gEfAnsZIyvXYds',
  nonce: '33EAFRDz_4Yrc0LeGpLh5wD9QeeGd7rxYQedOl_O9uw',
  expiresAt: '2026-11-20T10:05:00.000Z',
  clientDataJSON: [
    'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiNHBGR1V6Y242Rkx5ZmlORWJaR0lncU85QldfcHhjZXJXY2dlZm1a',
    'OVp0VSIsIm9yaWdpbiI6Imh0dHBzOi8vdHJlYXN1cnkuZXhhbXBsZS5jb20iLCJjcm9zc09yaWdpbiI6ZmFsc2V9',
  ].join(''),
  authenticatorData: '2Ij5CxZUHOEzr3bBjGF_PWJ_QcuTm7Y2LXv9zyHWNnAFAAAAAA',
  signature: 'MEQCIEZBz3hb8Jr4m8Q7OwGj3ULerpT-usQuv5nDhvXPvsgCAiB07Bdv-5jFjRs-UceUeHkP2dg7-Lewvhi1LjQAnA0V_w',
};
