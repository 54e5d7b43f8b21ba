// Every sentence of the bureau in Dutch (B1); the type keeps it complete.
import type { en } from './en.ts'

export const nl: Readonly<Record<keyof typeof en, string>> = {
  'input/invalid': '{path}: {problem}. Verbeter dit veld en stuur het opnieuw.',
  'input/field': '{problem}',
}
