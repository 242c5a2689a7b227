const MAX_LENGTH = 300
/** The message may hold names from a hostile model, as long as it likes. */
const MAX_READ = 2000

/**
 * What ONNX Runtime said, fit for the person who sent the model or the input: one line, without paths of
 * this machine or of the library's build, and cut short.
 */
export function cleanOnnxMessage(message: string, modelFile?: string): string {
  const plain = (modelFile ? message.replaceAll(modelFile, 'the model') : message)
    .slice(0, MAX_READ)
    // "/onnxruntime_src/…/model.cc:187 onnxruntime::Model::Model(…) " says where in its source it was.
    .replace(' Status Message: ', ': ')
    .replace(/\/[\w./+-]+\.(?:cc|h|cpp|hpp):\d+\s+/g, '')
    .replace(/(?:\w[\w:<>*&]*\s+){0,2}[\w<>~]+::[\w:<>~]+\((?:[^()]|\([^()]*\))*\)\s*(?:const\s+)?/g, '')
    .replace(/^Load model from the model failed:\s*/, '')
    .replace(/^Non-zero status code returned while running /, '')
    .replace(/(?<![\w.])\/(?:[\w.+@-]+\/)+[\w.+@-]*/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.length > MAX_LENGTH ? `${plain.slice(0, MAX_LENGTH)}…` : plain
}
