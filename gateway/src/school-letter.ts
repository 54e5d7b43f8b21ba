// The letter that tells the staff of a school how many of its students a published plan touches.
import { type DataOf, letterOf, type PlanCarriedOut, say, type Text } from '@stagebureau/shared'

type Counts = Omit<DataOf<typeof PlanCarriedOut>['schools'][number], 'schoolId'>
type Parts = Counts & { readonly name: string; readonly programme: string; readonly link: string }

const counted = ['placed', 'moved', 'dropped', 'unreachable'] as const

export const schoolLetter = ({ name, programme, link, ...counts }: Parts) => {
  const line = (what: (typeof counted)[number]): string[] => {
    const students = counts[what]
    if (students === 0) return []
    const many = say('nl', students === 1 ? 'letter/one-student' : 'letter/so-many-students', { students })
    return [say('nl', `letter/school-${what}` as Text, { students: many })]
  }
  const paragraphs = [
    say('nl', 'letter/dear', { name }),
    say('nl', 'letter/school-what', { programme }),
    [...line('placed'), ...line('moved'), ...line('dropped')].join('\n'),
    say('nl', 'letter/school-link'),
    link,
    say('nl', 'letter/school-students-told'),
    ...line('unreachable'),
  ]
  return letterOf(say('nl', 'letter/school-subject', { programme }), paragraphs, [link])
}
