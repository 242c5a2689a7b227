/** The discrete Fourier transform of a power of two of samples, in place: Cooley and Tukey's, iterative. */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i >= j) continue
    const [a, b] = [re[i]!, im[i]!]
    re[i] = re[j]!
    im[i] = im[j]!
    re[j] = a
    im[j] = b
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / size
      const [wr, wi] = [Math.cos(angle), Math.sin(angle)]
      for (let start = k; start < n; start += size) {
        const [xr, xi] = [re[start + half]!, im[start + half]!]
        const [tr, ti] = [wr * xr - wi * xi, wr * xi + wi * xr]
        re[start + half] = re[start]! - tr
        im[start + half] = im[start]! - ti
        re[start]! += tr
        im[start]! += ti
      }
    }
  }
}
