import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react(), tailwind()],
  build: {
    // No inline data: the server's content security policy allows files of ours alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Where the server looks for it; npm start builds it again when a source is newer.
    outDir: 'dist',
  },
  // `npx vite` beside a running server, while working on the app.
  server: { proxy: { '^/(v1|api|ws|oauth|nodes|openapi|docs|blobs|healthz)': 'http://127.0.0.1:8000' } },
})
