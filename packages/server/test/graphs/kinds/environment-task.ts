/** An episode that Gymnasium played; written by record_environments.py. */
export interface Task {
  name: string
  maxSteps: number
  start: number[]
  actions: number[]
  steps: { at: number; state: number[]; observation: number[]; reward: number; terminated: boolean }[]
}
