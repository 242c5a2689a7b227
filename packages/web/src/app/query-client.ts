import { QueryClient } from '@tanstack/react-query'

/** What has been asked of the server stays for a while: going back is instant, and looks again behind the scenes. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // The client tries again by itself where that makes sense.
      retry: false,
    },
  },
})
