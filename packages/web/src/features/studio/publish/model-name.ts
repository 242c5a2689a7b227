/** A name that a model may have, made of a graph's. */
export const modelNameOf = (graphName: string): string =>
  graphName
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, 96)
