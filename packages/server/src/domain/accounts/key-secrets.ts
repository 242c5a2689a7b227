import { randomInt } from 'node:crypto'
import type { KeyMode } from '../../db/tables.ts'

/** 56 letters and digits without the ones that are mistaken for each other. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghijkmnpqrstuvwxyz'

/** How much of a key's text may be seen: its mode and eight characters, which find its row. */
const PREFIX_LENGTH = 'nd_test_'.length + 8

const SECRET = /^nd_(?:test|live)_[0-9A-Za-z]{40}$/
const PREFIX = /^nd_(?:test|live)_[0-9A-Za-z]{8}$/

/** A new key's text: 232 random bits behind its mode. */
export function newKeySecret(mode: KeyMode): string {
  const random = Array.from({ length: 40 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `nd_${mode}_${random}`
}

export const isKeySecret = (text: string): boolean => SECRET.test(text)
export const isKeyPrefix = (text: string): boolean => PREFIX.test(text)
export const keyPrefix = (secret: string): string => secret.slice(0, PREFIX_LENGTH)

/** Replaces the secret part of every key in a text, so that the text may be logged. */
export const hideKeys = (text: string): string =>
  text.replace(/(nd_(?:test|live)_[0-9A-Za-z]{8})[0-9A-Za-z]+/g, '$1…')
