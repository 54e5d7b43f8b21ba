// The page where each role begins.
import type { Role } from '@stagebureau/shared'

const homes: Partial<Record<Role, string>> = {
  coordinator: '/seizoen',
  staff: '/bord',
  student: '/vandaag',
  companyUser: '/bedrijf',
  companyLink: '/bedrijf',
}

export const homeOf = (role: Role): string => homes[role] ?? '/'
