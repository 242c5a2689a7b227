import type { StripeOptions, StripeProvider } from './stripe-provider.ts'

/** Stripe, where the server has a key of it. Its library is large: only a server that uses it loads it. */
export async function openStripe({
  secretKey,
  ...options
}: Omit<StripeOptions, 'secretKey'> & { secretKey: string | undefined }): Promise<
  StripeProvider | undefined
> {
  if (secretKey === undefined) return undefined
  const { StripeProvider } = await import('./stripe-provider.ts')
  return new StripeProvider({ secretKey, ...options })
}
