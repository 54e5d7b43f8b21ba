// Reads the students of every school, in whichever layout the school sends them.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ageOn } from './calendar.ts'
import { birthday, type Cell, email, oneOf, postcode, required, someOf, worst } from './cells.ts'
import { type Line, readDelimited } from './delimited.ts'
import type { Judge } from './judging.ts'
import type { Places } from './read-places.ts'
import type { Settings, Student } from './region.ts'
import { levels, profiles, worlds } from './words.ts'

/** The same thing has another name in another student system. */
const names = {
  number: ['Leerlingnummer', 'Stamnummer'],
  firstName: ['Roepnaam', 'Voornaam'],
  lastName: ['Achternaam'],
  group: ['Klas', 'Groep'],
  profile: ['Profiel'],
  born: ['Geboortedatum', 'Geb.datum'],
  postcode: ['Postcode', 'PC'],
  email: ['E-mail', 'Mail'],
  guardianEmail: ['E-mail ouder', 'Mail verzorger'],
  level: ['Leerweg', 'Niveau'],
  means: ['Vervoer', 'Reist met'],
  wishes: ['Voorkeur werelden', 'Werelden'],
} as const

const meansOf = (settings: Settings, name: string) => {
  const means = settings.travel[name]
  return typeof means === 'object' ? means : undefined
}

export const schoolOf = (file: string) => /^students-(.+)\.csv$/.exec(file)?.[1] ?? ''

/** A spreadsheet may have made a decimal number of it. */
const studentNumber = ({ value, state }: Cell): Cell => {
  const bare = value.replace(/\.0$/, '')
  if (!/^[A-Za-z0-9-]{1,20}$/.test(bare)) return { value, state: 'bad' }
  return { value: bare, state: bare === value ? state : 'mended' }
}

/** Nobody in a school is younger than 10 or older than 99. */
const oldEnough = ({ value, state }: Cell, settings: Settings): Cell => {
  const age = value === '' ? 0 : ageOn(value, settings.season.from)
  return { value, state: age >= 10 && age <= 99 ? state : 'bad' }
}

const readLine = (line: Line, settings: Settings, places: Places) => {
  const columns = Object.fromEntries(
    Object.entries(names).map(([key, known]) => [key, known.find((name) => name in line.cells) ?? known[0]]),
  ) as Readonly<Record<keyof typeof names, string>>
  const cell = (key: keyof typeof names) => line.cells[columns[key]] ?? ''
  const code = postcode(cell('postcode'))
  const at = places.get(code.value.slice(0, 4))
  const means = Object.keys(settings.travel).filter((name) => meansOf(settings, name))
  const wishes = someOf(cell('wishes'), /\|/, worlds)
  const unlike = new Set(wishes.value).size !== 3 || wishes.value.length !== 3
  const group = required(cell('group'))
  const capital = group.value === group.value.toUpperCase()
  const number = required(cell('number'))
  const cells = {
    number: studentNumber(number),
    firstName: required(cell('firstName')),
    lastName: required(cell('lastName')),
    group: { value: group.value, state: worst([group.state, capital ? 'fine' : 'soft']) },
    profile: oneOf(cell('profile'), profiles),
    born: oldEnough(birthday(cell('born')), settings),
    postcode: { value: code.value, state: worst([code.state, at === undefined ? 'odd' : 'fine']) },
    email: email(cell('email')),
    guardianEmail: email(cell('guardianEmail')),
    level: cell('level').trim() === '' ? required('x') : oneOf(cell('level'), levels),
    means: oneOf(cell('means'), means),
    wishes: { value: wishes.value, state: worst([wishes.state, unlike ? 'soft' : 'fine']) },
  }
  return { columns, cells, at }
}

export const readStudents = (
  folder: string,
  judge: Judge,
  places: Places,
  schools: readonly string[],
  settings: Settings,
): readonly Student[] => {
  const students = new Map<string, { readonly line: Line; readonly student: Student }>()
  const files = readdirSync(folder).filter((file) => schoolOf(file) !== '')
  for (const file of files) {
    const school = schoolOf(file)
    for (const line of readDelimited(join(folder, file)).lines) {
      const { columns, cells, at } = readLine(line, settings, places)
      const id = `${school} ${cells.number.value}`
      const states = Object.fromEntries(
        Object.entries(cells).map(([key, { state }]) => [columns[key as keyof typeof names], state]),
      )
      const before = students.get(id)?.line
      const instead = !schools.includes(school)
        ? ({ outcomes: ['rejected'], column: '' } as const)
        : before !== undefined
          ? ({
              outcomes: ['merged', 'rejected', 'offered'],
              column: columns.number,
              lost: lostBy(line, before),
            } as const)
          : undefined
      if (!judge.row(file, line, states, instead)) continue
      const student = {
        school,
        number: cells.number.value,
        grade: cells.group.value.slice(0, 1).toUpperCase(),
        profile: cells.profile.value,
        born: cells.born.value,
        at,
        means: meansOf(settings, cells.means.value),
        wishes: cells.wishes.value,
      }
      students.set(id, { line, student })
    }
  }
  return [...students.values()].map(({ student }) => student)
}

const tidy = (cell = '') => cell.trim().replaceAll(/\s+/g, ' ')

/** What a later row of a student says otherwise than the first. */
const lostBy = (line: Line, before: Line) =>
  Object.keys(line.cells)
    .filter((name) => !names.number.some((number) => number === name))
    .map((name) => [line.cells[name]!, before.cells[name]])
    .filter(([later, first]) => tidy(later) !== '' && tidy(later) !== tidy(first))
    .map(([later]) => later!)
