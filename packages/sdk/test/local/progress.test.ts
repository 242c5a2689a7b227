import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { openProgress, tellPhases } from '../../src/cli/progress.ts'

const MIB = 1024 * 1024

/** A terminal, or not, and a clock that goes when it is told. */
function open(options: { isTTY: boolean; isQuiet?: boolean }) {
  let text = ''
  let now = 0
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  const progress = openProgress({
    stream: Object.assign(stream, { isTTY: options.isTTY, columns: 60 }),
    isQuiet: options.isQuiet ?? false,
    now: () => now,
  })
  return {
    progress,
    wait: (ms: number) => {
      now += ms
    },
    text: () => text,
  }
}

test('on a terminal one line lives and goes', () => {
  const { progress, wait, text } = open({ isTTY: true })
  progress.begin('Sending', 100 * MIB)
  progress.at(0)
  wait(50)
  progress.at(10 * MIB)
  wait(950)
  progress.at(50 * MIB)
  progress.end()
  assert.equal(text(), 'Sending\r\u001b[2KSending  50 %  50.0 MiB of 100 MiB  50.0 MiB/s\r\u001b[2K')
})

test('elsewhere there is a plain line now and then', () => {
  const { progress, wait, text } = open({ isTTY: false })
  progress.begin('Sending', 100 * MIB)
  for (let done = 0; done <= 100; done += 10) {
    progress.at(done * MIB)
    wait(1500)
  }
  progress.note('by the way')
  progress.end()
  assert.equal(text(), 'Sending (100 MiB)\nSending  70 %  70.0 MiB of 100 MiB  6.7 MiB/s\nby the way\n')
})

test('speed counts what was done now, not what was done before', () => {
  const { progress, wait, text } = open({ isTTY: false })
  progress.begin('Sending', 100 * MIB)
  progress.at(80 * MIB)
  wait(10_000)
  progress.at(90 * MIB)
  assert.match(text(), /90 % .* 1\.0 MiB\/s\n$/)
})

test('who wants JSON from a program is told nothing else, and small work is not told of', () => {
  const quiet = open({ isTTY: false, isQuiet: true })
  quiet.progress.begin('Sending', 100 * MIB)
  quiet.wait(60_000)
  quiet.progress.at(50 * MIB)
  quiet.progress.end()
  assert.equal(quiet.text(), '')

  const small = open({ isTTY: false })
  const tell = tellPhases(small.progress)
  tell('Hashing', 1, 1000)
  tell('Sending', 1, 64 * MIB)
  tell('Sending', 2, 64 * MIB)
  assert.equal(small.text(), 'Sending (64.0 MiB)\n')
})
