import type { Config } from '../../config.ts'

/** Whether the grid's routes want a key: an open grid takes what comes without one as a guest's. */
export const gridAuth = ({ grid }: Config): 'required' | 'optional' =>
  grid.auth === 'key' ? 'required' : 'optional'
