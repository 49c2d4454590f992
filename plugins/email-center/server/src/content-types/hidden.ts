/** Our types are written in batches and shown on our own screens: neither the content manager nor the builder lists them. */
export const hidden = {
  'content-manager': { visible: false },
  'content-type-builder': { visible: false },
} as const;

/**
 * A relation kept as a column of its own table, without a join table and without an inverse side: a join table makes
 * every filtered list read all its rows, an inverse side makes each update of the parent load all its children.
 */
export const toOne = <T extends string>(target: T) => ({ type: 'relation', relation: 'manyToOne', target, useJoinTable: false }) as const;
