import { type Module, manualSeed, readAll, tensor } from '@nodeyard/tensor'

/** How a network was made, so that another one like it can be, here or from a file. */
export interface Recipe {
  /** The kind of graph node that makes it. */
  kind: string
  params: Record<string, unknown>
  /** What its weights follow from, for one whose weights are still those it was made with. */
  seed?: number
  make(): Module
}

const recipes = new WeakMap<Module, Recipe>()

/**
 * Makes a network that can be copied. What a graph node hands out may be served from the cache for ever, so who
 * changes a model changes a copy; only weights that are kept between runs are changed in place.
 */
export function makeModel<M extends Module>(recipe: Omit<Recipe, 'make'>, make: () => M): M {
  const model = make()
  recipes.set(model, { ...recipe, make })
  return model
}

export const recipeOf = (model: Module): Recipe | undefined => recipes.get(model)

/** A network of its own with the same weights; the network itself where it is one that is kept between runs. */
export function copyModel<M extends Module>(model: M): M {
  const recipe = recipes.get(model)
  if (!recipe) return model
  const { kind, params, make, seed } = recipe
  // The same seed makes the same weights, which is quicker than handing them over.
  if (seed !== undefined) manualSeed(seed)
  const copy = makeModel({ kind, params }, make) as M
  if (seed === undefined) copy.loadStateDict(model.stateDict())
  return copy.train(model.training)
}

/** What a network's weights are now, to be put back later. */
export async function snapshot(model: Module): Promise<() => void> {
  const entries = Object.entries(model.stateDict())
  const arrays = await readAll(entries.map(([, part]) => part))
  const state = Object.fromEntries(
    entries.map(([name, { dtype, shape }], i) => [name, tensor(arrays[i]!, { dtype, shape })]),
  )
  return () => void model.loadStateDict(state)
}
