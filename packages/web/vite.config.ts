import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { announcePages } from './announce-pages.ts'

const explore = { code: 'explore/ExplorePage.tsx', data: ['/v1/models?limit=24'] }

export default defineConfig({
  plugins: [
    react(),
    tailwind(),
    announcePages({
      fonts: /\/inter-latin-wght-normal/,
      pages: {
        '/': explore,
        '/explore': explore,
        '/studio': { code: 'studio/page/StudioPage.tsx' },
        '/deployments': { code: 'deployments/DeploymentsPage.tsx' },
        '/fleet': { code: 'fleet/FleetPage.tsx' },
        '/partners': { code: 'partners/PartnersPage.tsx' },
        '/sales': { code: 'sales/SalesPage.tsx' },
        '/settings': { code: 'settings/SettingsPage.tsx' },
      },
    }),
  ],
  // Guides that the app shows, too.
  resolve: { alias: { '@docs': fileURLToPath(new URL('../../docs', import.meta.url)) } },
  build: {
    // No inline data: the server's content security policy allows files of ours alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Where the server looks for it; npm start builds it again when a source is newer.
    outDir: 'dist',
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files: each costs a browser and the server more than the bytes that a page could do without.
          groups: [
            { name: 'start', tags: ['$initial'] },
            {
              name: 'shared',
              test: /\/lucide-react\/|\/src\/ui\/(?!chart|markdown|try-it)/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  // `npx vite` beside a running server, while working on the app.
  server: { proxy: { '^/(v1|api|ws|oauth|nodes|openapi|docs|blobs|healthz)': 'http://127.0.0.1:8000' } },
})
