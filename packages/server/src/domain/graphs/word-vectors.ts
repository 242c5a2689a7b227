/** What the sixteen numbers of a word stand for. */
const TRAITS = [
  'royal',
  'male',
  'female',
  'young',
  'person',
  'animal',
  'pet',
  'wild',
  'food',
  'sweet',
  'vehicle',
  'place',
  'nature',
  'good',
  'bad',
  'action',
] as const
type Trait = (typeof TRAITS)[number]

/** Made by hand, so that likeness and sums of words mean what a learner expects; learned from no text. */
const WORDS: Record<string, Partial<Record<Trait, number>>> = {
  king: { royal: 1, male: 1, person: 0.6 },
  queen: { royal: 1, female: 1, person: 0.6 },
  prince: { royal: 0.9, male: 1, young: 0.8, person: 0.6 },
  princess: { royal: 0.9, female: 1, young: 0.8, person: 0.6 },
  man: { male: 1, person: 0.9 },
  woman: { female: 1, person: 0.9 },
  boy: { male: 1, young: 1, person: 0.9 },
  girl: { female: 1, young: 1, person: 0.9 },
  father: { male: 1, person: 0.9, good: 0.3 },
  mother: { female: 1, person: 0.9, good: 0.3 },
  son: { male: 1, young: 0.7, person: 0.8, good: 0.3 },
  daughter: { female: 1, young: 0.7, person: 0.8, good: 0.3 },
  uncle: { male: 0.9, person: 0.8 },
  aunt: { female: 0.9, person: 0.8 },
  child: { young: 1, person: 0.9 },
  doctor: { person: 1, good: 0.4, action: 0.2 },
  teacher: { person: 1, good: 0.3, action: 0.3 },
  cat: { animal: 1, pet: 1 },
  dog: { animal: 1, pet: 0.95, good: 0.2 },
  kitten: { animal: 1, pet: 1, young: 1 },
  puppy: { animal: 1, pet: 0.95, young: 1, good: 0.2 },
  horse: { animal: 1, pet: 0.4, vehicle: 0.3 },
  cow: { animal: 1, pet: 0.2, food: 0.3 },
  lion: { animal: 1, wild: 1, royal: 0.2 },
  tiger: { animal: 1, wild: 1 },
  wolf: { animal: 1, wild: 0.9, bad: 0.2 },
  bird: { animal: 0.9, wild: 0.5, nature: 0.4 },
  fish: { animal: 0.8, food: 0.5, nature: 0.3 },
  apple: { food: 1, sweet: 0.7, nature: 0.3 },
  banana: { food: 1, sweet: 0.8, nature: 0.3 },
  orange: { food: 1, sweet: 0.7, nature: 0.25 },
  bread: { food: 1 },
  cheese: { food: 1, animal: 0.1 },
  cake: { food: 1, sweet: 1, good: 0.2 },
  sugar: { food: 0.8, sweet: 1 },
  car: { vehicle: 1 },
  bus: { vehicle: 1, person: 0.1 },
  train: { vehicle: 1, place: 0.1 },
  bicycle: { vehicle: 0.9, action: 0.2 },
  boat: { vehicle: 0.9, nature: 0.3 },
  city: { place: 1, person: 0.2 },
  village: { place: 0.9, nature: 0.3 },
  house: { place: 0.9, good: 0.1 },
  castle: { place: 0.9, royal: 0.8 },
  school: { place: 0.9, young: 0.4 },
  river: { nature: 1, place: 0.3 },
  mountain: { nature: 1, place: 0.4 },
  tree: { nature: 1 },
  sun: { nature: 0.9, good: 0.3 },
  rain: { nature: 0.9, bad: 0.1 },
  good: { good: 1 },
  great: { good: 1, royal: 0.1 },
  happy: { good: 0.9, person: 0.2 },
  bad: { bad: 1 },
  sad: { bad: 0.8, person: 0.2 },
  run: { action: 1 },
  walk: { action: 0.95 },
  eat: { action: 0.8, food: 0.5 },
  sleep: { action: 0.6, good: 0.1 },
}

/** Every word of the table, in order. */
export const VOCABULARY: readonly string[] = Object.keys(WORDS)

export const VECTOR_SIZE = TRAITS.length

/** A word's vector, by its lower-case form; undefined for words that are not in the table. */
export function vectorOf(word: string): number[] | undefined {
  const key = word.toLowerCase()
  if (!Object.hasOwn(WORDS, key)) return undefined
  return TRAITS.map((trait) => WORDS[key]![trait] ?? 0)
}
