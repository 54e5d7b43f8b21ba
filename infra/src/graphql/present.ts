// Brings arguments of the graph to the form of an api: what is null there is absent here.

export const present = (input: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null && value !== undefined))
