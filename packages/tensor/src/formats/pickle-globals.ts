/** How far a pickle, or one name in it, can be trusted. `dangerous`: made to run code, or fit for it. */
export type PickleVerdict = 'safe' | 'suspicious' | 'dangerous'

const words = (text: string) => text.trim().split(/\s+/)
const all = (module: string, names: string) => words(names).map((name) => `${module} ${name}`)

/**
 * Names whose import and call, with any arguments, do nothing but build plain data. An entry is
 * `module name`, exactly; anything else is at best suspicious.
 */
const SAFE = new Set([
  ...all('collections', 'OrderedDict defaultdict Counter deque'),
  ...['builtins', '__builtin__'].flatMap((module) =>
    all(
      module,
      'set frozenset dict list tuple int long float complex bool str unicode bytes bytearray slice range xrange object',
    ),
  ),
  ...['copyreg', 'copy_reg'].flatMap((module) => all(module, '_reconstructor __newobj__')),
  ...all('_codecs', 'encode'),
  ...all('datetime', 'date datetime time timedelta timezone'),
  ...all('decimal', 'Decimal'),
  ...all('fractions', 'Fraction'),
  ...all('uuid', 'UUID'),
  ...all('pathlib', 'PurePath PurePosixPath PureWindowsPath Path PosixPath WindowsPath'),

  ...['numpy.core.multiarray', 'numpy._core.multiarray'].flatMap((module) =>
    all(module, '_reconstruct scalar'),
  ),
  ...['numpy.core.numeric', 'numpy._core.numeric'].flatMap((module) => all(module, '_frombuffer')),
  ...all(
    'numpy',
    `ndarray dtype bool_ bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 intc uintc longlong ulonglong
    float16 float32 float64 longdouble complex64 complex128 clongdouble str_ bytes_ void datetime64 timedelta64`,
  ),
  ...all(
    'numpy.dtypes',
    `BoolDType Int8DType Int16DType Int32DType Int64DType UInt8DType UInt16DType UInt32DType UInt64DType
    Float16DType Float32DType Float64DType Complex64DType Complex128DType StrDType BytesDType VoidDType
    ObjectDType DateTime64DType TimeDelta64DType`,
  ),

  ...all(
    'torch._utils',
    `_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state
    _rebuild_qtensor _rebuild_sparse_tensor _rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage
    _rebuild_nested_tensor _rebuild_device_tensor_from_numpy _rebuild_device_tensor_from_cpu_tensor`,
  ),
  ...all('torch._tensor', '_rebuild_from_type_v2'),
  ...all('torch.serialization', '_get_layout'),
  ...all('torch.storage', 'UntypedStorage TypedStorage _UntypedStorage _TypedStorage'),
  ...all('torch.nn.parameter', 'Parameter Buffer'),
  ...all('torch.nn', 'Parameter Buffer'),
  // What a TorchScript archive's own pickles use.
  ...all(
    'torch.jit._pickle',
    'build_intlist build_doublelist build_boollist build_tensorlist build_tensor_from_id restore_type_tag',
  ),
  ...all(
    'torch',
    `Tensor Size device dtype layout memory_format strided sparse_coo sparse_csr contiguous_format
    channels_last preserve_format per_tensor_affine per_channel_affine per_tensor_symmetric per_channel_symmetric
    FloatStorage DoubleStorage HalfStorage BFloat16Storage LongStorage IntStorage ShortStorage CharStorage
    ByteStorage BoolStorage ComplexFloatStorage ComplexDoubleStorage QInt8Storage QUInt8Storage QInt32Storage
    QUInt4x2Storage QUInt2x4Storage UntypedStorage TypedStorage
    float32 float float64 double float16 half bfloat16 int8 int16 short int32 int int64 long uint8 uint16 uint32
    uint64 bool complex32 complex64 complex128 float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz
    float8_e8m0fnu quint8 qint8 qint32 quint4x2 quint2x4`,
  ),
])

/** TorchScript's own classes: read by its own unpickler, and no module Python could import. */
const TORCHSCRIPT_MODULE = /^__torch__(\.|$)/

/** Modules, with all inside them, that reach the system, the network, the interpreter or another loader. */
const DANGEROUS_MODULES = new Set(
  words(`
    os posix nt posixpath ntpath sys subprocess commands popen2 pty platform shutil tempfile signal
    runpy importlib imp pkgutil pkg_resources zipimport site sysconfig code codeop atexit gc inspect
    pickle _pickle cPickle dill cloudpickle jsonpickle shelve marshal
    ctypes _ctypes cffi _cffi_backend mmap fcntl resource _posixsubprocess _winapi winreg _winreg msvcrt
    socket _socket ssl select selectors asyncio aiohttp requests urllib urllib2 urllib3 http httplib httpx ftplib
    telnetlib smtplib smtpd poplib imaplib nntplib xmlrpc xmlrpclib socketserver SocketServer webbrowser
    threading _thread thread multiprocessing concurrent billiard sched
    pip ensurepip setuptools distutils venv
    pdb bdb cProfile profile trace timeit doctest unittest test.support pytest nose py_compile compileall pydoc
    lib2to3 idlelib _pyrepl rlcompleter IPython logging.config tkinter Tkinter turtle antigravity sqlite3
    paramiko fabric invoke psutil pexpect sh plumbum docker win32api win32com pyautogui
    torch.hub torch.utils.model_zoo torch.utils.cpp_extension torch.utils._config_module torch.utils.collect_env
    torch.utils.bottleneck torch.utils.data.datapipes torch.serialization torch.load torch.save torch.jit
    torch.package torch.multiprocessing torch.distributed.rpc torch.testing torch.fx torch.ops torch.classes
    torch._ops torch._classes torch._inductor torch._dynamo
    numpy.load numpy.loads numpy.save numpy.memmap numpy.fromfile numpy.testing numpy.f2py numpy.distutils
    numpy.ctypeslib numpy.lib.npyio numpy.lib._npyio_impl numpy.lib.format numpy.lib.utils
    joblib.load joblib.parallel joblib.externals pandas.read_pickle pandas.eval pandas.io.pickle numexpr
    io.open io.open_code io.FileIO _io.open _io.open_code _io.FileIO codecs.open
    operator.attrgetter operator.methodcaller operator.call _operator.attrgetter _operator.methodcaller
    _operator.call copyreg.pickle copyreg.add_extension copy_reg.pickle copy_reg.add_extension
    types.FunctionType types.LambdaType types.CodeType types.MethodType
  `),
)

/** Built-in functions that run, open, or reach for things. */
const DANGEROUS_BUILTINS = new Set(
  words(`
    eval exec execfile compile open file input raw_input __import__ reload getattr setattr delattr globals locals
    vars breakpoint exit quit help apply __build_class__
  `),
)
const BUILTIN_MODULES = new Set(['builtins', '__builtin__', '__builtins__'])

/** Modules that others carry along under these names, so they can be reached as `random._os`. */
const CARRIED_MODULES = new Set(
  words(
    'os sys subprocess builtins __builtins__ importlib posix nt pty ctypes pickle marshal socket shutil runpy',
  ),
)
/** What gives a danger away in a name, whatever module it is reached from. */
const DANGEROUS_ATTRIBUTES = new Set(
  words(
    'system popen exec eval execfile __import__ __globals__ __subclasses__ __getattribute__ __dict__ __code__',
  ),
)

/** Whether a pickle may import `name` from `module`. */
export function judgeGlobal(module: string, name: string): PickleVerdict {
  if (SAFE.has(`${module} ${name}`) || TORCHSCRIPT_MODULE.test(module)) return 'safe'
  // From protocol 4 on a name may have dots, and is then walked from attribute to attribute.
  const attributes = name.split('.')
  if (BUILTIN_MODULES.has(module) && DANGEROUS_BUILTINS.has(attributes[0] ?? '')) return 'dangerous'
  if (attributes.some((part) => DANGEROUS_ATTRIBUTES.has(part))) return 'dangerous'
  const path = [...module.split('.'), ...attributes]
  const carried = path
    .slice(1)
    .some((part) => CARRIED_MODULES.has(part) || CARRIED_MODULES.has(part.replace(/^_+/, '')))
  return carried || isInDangerousModule(path) ? 'dangerous' : 'suspicious'
}

function isInDangerousModule(path: readonly string[]): boolean {
  let prefix = ''
  for (const part of path) {
    prefix = prefix === '' ? part : `${prefix}.${part}`
    if (DANGEROUS_MODULES.has(prefix)) return true
  }
  return false
}
