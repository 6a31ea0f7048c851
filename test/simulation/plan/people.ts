/** Who asks, pauses and resumes. */
export const people = ['alice@example.com', 'bob@example.com', 'carol@example.com'] as const;
