/** A text as both databases can keep it: PostgreSQL keeps every character but one. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\ufffd')
