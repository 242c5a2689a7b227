// Makes imports cheap. For each of the ten thousand of a start, Node asks the disk whether the file is there,
// what its real path is and which package it belongs to: a fifth of all that a start costs. A relative import of
// a source file names exactly one file, so its URL is all that there is to find; Node still says so when the
// file is not there. Of use to any process that loads the server: `node --import <this file>`.
import { registerHooks } from 'node:module'

const SOURCE_FILE = /^\.{1,2}\/.*\.(?:ts|mjs|js)$/

registerHooks({
  resolve(specifier, { parentURL, conditions }, next) {
    // What `require` asks for may leave out its extension, or mean a folder.
    const isFile = SOURCE_FILE.test(specifier) && parentURL !== undefined && !conditions.includes('require')
    return isFile ? { url: new URL(specifier, parentURL).href, shortCircuit: true } : next(specifier)
  },
})
