// Every page of the app: its address, for whom it is, and how it is named where people choose.
import {
  Building2,
  CalendarCheck,
  CalendarDays,
  CalendarPlus,
  FileUp,
  GitCompareArrows,
  GraduationCap,
  Heart,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  MailQuestion,
  QrCode,
  RefreshCw,
  ScanLine,
  Table2,
  Users,
} from 'lucide-react'
import { type ComponentType, lazy } from 'react'
import type { ScreenText } from './language.ts'
import type { Role } from './viewer.ts'

type Screen = {
  readonly path: string
  readonly roles: readonly Role[]
  /** Absent: reached from another page only. */
  readonly name?: ScreenText
  /** For whom it stands among the pages at the top; all of its roles when left away. */
  readonly listedFor?: readonly Role[]
  readonly Icon: LucideIcon
  readonly Page: ComponentType
}

const office: readonly Role[] = ['coordinator']
const school: readonly Role[] = ['coordinator', 'staff']
const staff: readonly Role[] = ['staff']
const student: readonly Role[] = ['student']
const company: readonly Role[] = ['companyUser', 'companyLink']

/** A page is loaded when somebody opens it. */
const page = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

const Season = page(() => import('./pages/season/season-page.tsx'), 'SeasonPage')
const Call = page(() => import('./pages/call/call-page.tsx'), 'CallPage')
const Companies = page(() => import('./pages/companies/companies-page.tsx'), 'CompaniesPage')
const Import = page(() => import('./pages/import/import-page.tsx'), 'ImportPage')
const Board = page(() => import('./pages/board/board-page.tsx'), 'BoardPage')
const Compare = page(() => import('./pages/compare/compare-page.tsx'), 'ComparePage')
const Repair = page(() => import('./pages/repair/repair-page.tsx'), 'RepairPage')
const OpenSeason = page(() => import('./pages/setup/open-season-page.tsx'), 'OpenSeasonPage')
const OpenProgramme = page(() => import('./pages/setup/open-programme-page.tsx'), 'OpenProgrammePage')
const Need = page(() => import('./pages/setup/need-page.tsx'), 'NeedPage')
const People = page(() => import('./pages/setup/people-page.tsx'), 'PeoplePage')
const Attendance = page(() => import('./pages/attendance/attendance-page.tsx'), 'AttendancePage')
const Atelier = page(() => import('./pages/atelier/atelier-page.tsx'), 'AtelierPage')
const Scan = page(() => import('./pages/student/scan-page.tsx'), 'ScanPage')
const Today = page(() => import('./pages/student/today-page.tsx'), 'TodayPage')
const Preferences = page(() => import('./pages/student/preferences-page.tsx'), 'PreferencesPage')
const CompanyToday = page(() => import('./pages/company/today-page.tsx'), 'CompanyTodayPage')
const Code = page(() => import('./pages/company/code-page.tsx'), 'CodePage')

/** In the order in which they are shown; the first one of a role is where it begins. */
export const screens: readonly Screen[] = [
  { path: '/seizoen', roles: office, name: 'season/name', Icon: LayoutDashboard, Page: Season },
  { path: '/bord', roles: school, name: 'board/title', Icon: Table2, Page: Board },
  { path: '/aanwezig', roles: school, name: 'attendance/name', Icon: CalendarCheck, Page: Attendance },
  { path: '/uitvraag', roles: office, name: 'call/name', Icon: MailQuestion, Page: Call },
  { path: '/bedrijven', roles: school, name: 'companies/title', Icon: Building2, Page: Companies },
  { path: '/invoer', roles: school, name: 'import/name', Icon: FileUp, Page: Import },
  { path: '/behoefte', roles: school, name: 'need/name', listedFor: staff, Icon: ListChecks, Page: Need },
  { path: '/seizoen-openen', roles: office, Icon: CalendarPlus, Page: OpenSeason },
  { path: '/programma-openen', roles: office, Icon: CalendarPlus, Page: OpenProgramme },
  { path: '/mensen', roles: office, Icon: Users, Page: People },
  { path: '/vergelijk', roles: school, Icon: GitCompareArrows, Page: Compare },
  { path: '/herplan', roles: office, Icon: RefreshCw, Page: Repair },
  { path: '/vandaag', roles: student, name: 'today/name', Icon: CalendarDays, Page: Today },
  { path: '/scan', roles: student, name: 'scan/name', Icon: ScanLine, Page: Scan },
  { path: '/a', roles: student, Icon: ScanLine, Page: Scan },
  { path: '/voorkeuren', roles: student, name: 'wish/name', Icon: Heart, Page: Preferences },
  { path: '/bedrijf', roles: company, name: 'company/today-name', Icon: Users, Page: CompanyToday },
  { path: '/scherm', roles: company, name: 'company/code-name', Icon: QrCode, Page: Code },
  { path: '/atelier', roles: [...school, ...company], name: 'atelier/title', Icon: GraduationCap, Page: Atelier },
]

export const findScreen = (path: string): Screen | undefined => screens.find((screen) => screen.path === path)
export const homeOf = (role: Role): string => screens.find(({ roles }) => roles.includes(role))?.path ?? '/'
