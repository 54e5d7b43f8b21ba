// The letter that tells the staff of a school how many of its students a published plan touches.
import { type DataOf, letterOf, type PlanCarriedOut, say } from '@stagebureau/shared'

type Counts = Omit<DataOf<typeof PlanCarriedOut>['schools'][number], 'schoolId'>
type Parts = Counts & { readonly name: string; readonly programme: string; readonly link: string }

const counted = ['placed', 'moved', 'dropped', 'unreachable'] as const

export const schoolLetter = ({ name, programme, link, ...counts }: Parts) => {
  const line = (what: (typeof counted)[number]): string[] => {
    const students = counts[what]
    return students === 0 ? [] : [say('nl', `letter/school-${what}`, { students })]
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
