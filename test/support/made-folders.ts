/** What ./make-assembly.ts writes into the folder that it is given. */
export const assemblyFolder = 'assembly';
export const bundlesFolder = 'bundles';
