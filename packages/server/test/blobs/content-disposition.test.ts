import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentDisposition } from '../../src/blobs/content-disposition.ts'

for (const [name, header] of [
  ['model.onnx', 'attachment; filename="model.onnx"'],
  ['two words; x=1.bin', 'attachment; filename="two words; x=1.bin"'],
  ['a"b\\c.bin', `attachment; filename="a_bc.bin"; filename*=UTF-8''a%22bc.bin`],
  ['100%41.bin', `attachment; filename="100_41.bin"; filename*=UTF-8''100%2541.bin`],
  ['モデル.onnx', `attachment; filename="___.onnx"; filename*=UTF-8''%E3%83%A2%E3%83%87%E3%83%AB.onnx`],
  ["it's (1)*.bin", `attachment; filename="it's (1)*.bin"`],
  ["ü's (1)*", `attachment; filename="_'s (1)*"; filename*=UTF-8''%C3%BC%27s%20%281%29%2A`],
  ['../../etc/passwd', 'attachment; filename="....etcpasswd"'],
  ['a\r\nSet-Cookie: x=1', 'attachment; filename="aSet-Cookie: x=1"'],
  ['a\u202Etxt.exe', 'attachment; filename="atxt.exe"'],
  ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
  ['', 'attachment; filename="download"'],
] as const) {
  test(`the header of ${JSON.stringify(name)}`, () => {
    const value = contentDisposition('attachment', name)
    assert.equal(value, header)
    new Headers({ 'content-disposition': value })
  })
}

test('a long name is cut, never in the middle of a character', () => {
  const value = contentDisposition('inline', '😀'.repeat(1000))
  assert.ok(value.length < 2500)
  assert.match(value, /^inline; filename="_+"; filename\*=UTF-8''(%F0%9F%98%80)+(%EF%BF%BD)?$/)
})
