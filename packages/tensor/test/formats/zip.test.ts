import assert from 'node:assert/strict'
import test from 'node:test'
import { deflateRawSync } from 'node:zlib'
import {
  type ByteSource,
  bytesSource,
  readZip,
  readZipEntry,
  readZipEntryStart,
  zipEntrySource,
} from '../../src/formats/index.ts'
import {
  assertMutations,
  assertRefused,
  assertTruncations,
  bytesOf,
  fixture,
  fixtureSource,
  hugeSource,
  u16,
  u32,
  u64,
} from './sources.ts'
import { type ZipEnd, type ZipPart, zip64Field, zipFile } from './zip-files.ts'

const MB = 1024 * 1024
const read = (parts: readonly ZipPart[], end?: ZipEnd) => readZip(bytesSource(zipFile(parts, end)))
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Lists an archive and unpacks all of it. */
async function unpack(source: ByteSource): Promise<string[]> {
  const { entries } = await readZip(source)
  const contents: string[] = []
  for (const entry of entries) contents.push(text(await readZipEntry(source, entry, MB)))
  return contents
}

test('an archive made by Python is listed and unpacked', async () => {
  const source = await fixtureSource('plain.zip')
  const zip = await readZip(source)
  assert.deepEqual(
    zip.entries.map(({ name, bytes, method }) => [name, bytes, method]),
    [
      ['images/one.txt', 400, 8],
      ['images/größe.txt', 6, 8],
      ['notes/', 0, 8],
    ],
  )
  assert.deepEqual([zip.bytes, zip.isBomb], [406, false])
  assert.deepEqual(await unpack(source), ['one '.repeat(100), 'umlaut', ''])
})

test('zip64 archives are read', async () => {
  const source = await fixtureSource('wide.zip')
  assert.deepEqual(await unpack(source), ['zip64'])
  const wide = [
    { name: 'a', content: 'abc', compressedBytes: 0xffffffff, bytes: 0xffffffff, extra: zip64Field(3, 3) },
  ]
  assert.deepEqual((await read(wide)).entries[0]?.bytes, 3)
})

test('a zip64 directory 10 GB into the file is found with a few reads', async () => {
  const content = 10_000_000_000
  const local = bytesOf(
    u32(0x04034b50),
    u16(45),
    u16(0),
    u16(0),
    u32(0),
    u32(0),
    u32(0xffffffff),
    u32(0xffffffff),
    u16(1),
    u16(0),
    'a',
  )
  const extra = zip64Field(content, content)
  const entry = bytesOf(
    u32(0x02014b50),
    u16(45),
    u16(45),
    u16(0),
    u16(0),
    u32(0),
    u32(0),
    u32(0xffffffff),
    u32(0xffffffff),
    u16(1),
    u16(extra.byteLength),
    u16(0),
    u16(0),
    u16(0),
    u32(0),
    u32(0),
    'a',
    extra,
  )
  const at = local.byteLength + content
  const recordAt = at + entry.byteLength
  const end = bytesOf(
    u32(0x06064b50),
    u64(44),
    u16(45),
    u16(45),
    u32(0),
    u32(0),
    u64(1),
    u64(1),
    u64(entry.byteLength),
    u64(at),
    u32(0x07064b50),
    u32(0),
    u64(recordAt),
    u32(1),
    u32(0x06054b50),
    u16(0xffff),
    u16(0xffff),
    u16(0xffff),
    u16(0xffff),
    u32(0xffffffff),
    u32(0xffffffff),
    u16(0),
  )
  const source = hugeSource(recordAt + end.byteLength, [
    [0, local],
    [at, bytesOf(entry, end)],
  ])
  const { entries } = await readZip(source)
  assert.deepEqual([entries[0]?.bytes, entries[0]?.offset], [content, local.byteLength])
  assert.ok(source.bytesRead < 100_000)
  const stored = await zipEntrySource(source, entries[0]!, 0)
  assert.deepEqual(await stored.read(content - 2, 100), new Uint8Array(2))
})

test('an entry is unpacked only as far as asked', async () => {
  const content = 'x'.repeat(5 * MB)
  const source = bytesSource(zipFile([{ name: 'a', content, isPacked: true }]))
  const { entries } = await readZip(source)
  assert.equal((await readZipEntry(source, entries[0]!, 5 * MB)).byteLength, 5 * MB)
  await assertRefused(readZipEntry(source, entries[0]!, 5 * MB - 1), 'at most 5242879 are allowed')
  await assertRefused(zipEntrySource(source, entries[0]!, MB), 'at most 1048576 are allowed')
  assert.equal(text(await readZipEntryStart(source, entries[0]!, 3)), 'xxx')
})

test('paths that leave the folder, repeat, or are links are refused', async () => {
  for (const name of [
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:\\a',
    '\\\\host\\a',
    'a\\..\\..\\b',
    'a\0b',
    '',
    '..',
  ]) {
    await assertRefused(read([{ name }]), ': the path ')
  }
  await assertRefused(read([{ name: 'a' }, { name: 'a' }]), 'appears twice')
  await assertRefused(read([{ name: 'a/b' }, { name: 'a\\b' }]), 'appears twice')
  await assertRefused(read([{ name: 'a/b' }, { name: './a//b' }]), 'appears twice')
  await assertRefused(read([{ name: 'a' }, { name: 'a/' }]), 'appears twice')
  await assertRefused(read([{ name: 'link', content: '/etc', mode: 0o120777 }]), 'is a symbolic link')
  await assertRefused(read([{ name: Uint8Array.of(0xff) }]), 'not valid UTF-8')
  assert.equal((await read([{ name: Uint8Array.of(0x67, 0xff), flags: 0 }])).entries[0]?.name, 'gÿ')
})

test('bombs are called so, and lies about sizes are refused', async () => {
  const packed = (bytes: number) => ({ name: 'a', content: 'x'.repeat(2 * MB), isPacked: true, bytes })
  assert.equal((await read([packed(2 * MB)])).isBomb, false)
  await assertRefused(read([packed(2 ** 31)]), 'more than deflate can')
  const lying = bytesSource(zipFile([packed(MB)]))
  const { entries } = await readZip(lying)
  await assertRefused(readZipEntry(lying, entries[0]!, 5 * MB), 'unpacks to more than the 1048576 bytes')
  const content = deflateRawSync('x'.repeat(2 * MB))
  const bomb = Array.from({ length: 60 }, (_, index) => ({
    name: `${index}`,
    content,
    method: 8,
    bytes: 2 * MB,
  }))
  assert.equal((await read(bomb)).isBomb, true)
  await assertRefused(read([{ name: 'a', content: 'abc', bytes: 4 }]), 'says 4 bytes unpacked and 3 packed')
})

test('entries that overlap, or reach past the directory, are refused', async () => {
  const two = [
    { name: 'a', content: 'abc' },
    { name: 'b', content: 'def' },
  ]
  await assertRefused(read([two[0]!, { ...two[1]!, offset: 0 }]), 'overlaps the entry before it')
  await assertRefused(read([{ ...two[0]!, compressedBytes: 300, bytes: 300 }]), 'past the directory')
  await assertRefused(read([two[0]!, { ...two[1]!, offset: 5000 }]), 'past the last byte')
  await assertRefused(read([two[0]!, { ...two[1]!, offset: 36 }]), 'has no local header')
  const quoted = [{ name: 'a', content: zipFile([{ name: 'inner', content: 'x' }]) }, two[1]!]
  assert.equal((await read(quoted)).entries.length, 2)
  await assertRefused(
    read([quoted[0]!, { name: 'inner', content: 'x', offset: 31 }]),
    'overlaps the entry before it',
  )
})

test('an archive that two tools would read differently is refused', async () => {
  const a = { name: 'a', content: 'abc' }
  await assertRefused(
    read([{ ...a, local: { name: 'b' } }]),
    'differs between its local header and the directory',
  )
  await assertRefused(read([{ ...a, local: { name: '../../x' } }]), 'differs')
  await assertRefused(read([{ ...a, local: { bytes: 2 } }]), 'differs')
  await assertRefused(read([{ ...a, local: { method: 8 } }]), 'differs')
  await assertRefused(read([a], { comment: zipFile([]) }), 'two end records')
  await assertRefused(read([a], { prefix: bytesOf('#!/bin/sh\n') }), 'bytes were put before')
  await assertRefused(read([a], { entries: 2 }), 'fewer entries than it says')
  await assertRefused(read([a, { name: 'b' }], { entries: 1 }), 'ends at')
  await assertRefused(read([a], { directoryOffset: 1 }), 'it must end at')
  await assertRefused(read([a], { disk: 1 }), 'one part of several')
  await assertRefused(read([a], { entries: 0xffff }), 'zip64 record that is not there')
  await assertRefused(readZip(bytesSource(bytesOf(zipFile([a]), 0))), 'no end record')
})

test('contents are checked as they are unpacked', async () => {
  const refuse = async (part: ZipPart, message: string) => {
    const source = bytesSource(zipFile([part]))
    const { entries } = await readZip(source)
    await assertRefused(readZipEntry(source, entries[0]!, MB), message)
  }
  await refuse({ name: 'a', content: 'abc', crc: 1 }, 'checksum')
  await refuse({ name: 'a', content: 'abc', isPacked: true, crc: 1 }, 'checksum')
  await refuse({ name: 'a', content: 'not deflate', method: 8 }, 'not valid deflate data')
  await refuse(
    { name: 'a', content: 'x'.repeat(100), isPacked: true, bytes: 200 },
    'unpacks to 100 bytes, not the 200',
  )
  await refuse({ name: 'a', content: 'abc', flags: 0x801 }, 'is encrypted')
  await refuse({ name: 'a', content: 'abc', method: 14 }, 'packed by method 14')
})

test('a source that fails is not taken for a bad file', async () => {
  const whole = bytesSource(zipFile([{ name: 'a', content: 'x'.repeat(MB), isPacked: true }]))
  const { entries } = await readZip(whole)
  const failing = { size: whole.size, read: () => Promise.reject(new TypeError('the disk is gone')) }
  await assert.rejects(readZipEntry(failing, entries[0]!, MB), /^TypeError: the disk is gone$/)
})

test('zip64 fields that lie are refused', async () => {
  const wide = { name: 'a', content: 'abc', compressedBytes: 0xffffffff, bytes: 0xffffffff }
  await assertRefused(read([{ ...wide, extra: zip64Field(3) }]), 'too short')
  await assertRefused(read([{ ...wide, extra: zip64Field(2n ** 60n, 3) }]), 'says it has')
  await assertRefused(read([{ ...wide, extra: bytesOf(u16(1), u16(50), u64(3)) }]), 'runs past its end')
  await assertRefused(read([{ ...wide, extra: zip64Field(3, 2 ** 50) }]), 'stored as it is but says')
})

test('no cut and no change of an archive does worse than a FormatError', async () => {
  for (const name of ['plain.zip', 'wide.zip']) {
    await assertTruncations(await fixture(name), unpack)
    await assertMutations(await fixture(name), unpack)
  }
})
