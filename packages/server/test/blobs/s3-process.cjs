// The S3 server of the tests: `s3-process.cjs <folder>`, forked by start-s3.ts, which it tells its port.
const S3rver = require('s3rver')

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'models' }],
})
server.run().then(({ port }) => process.send(port))
process.on('disconnect', () => process.exit())
