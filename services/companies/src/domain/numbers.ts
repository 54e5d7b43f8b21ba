// The numbers by which a company is known (Handelsregisterbesluit 2008): KvK 8 digits, establishment 12, crebo 5.
import { type CellReader, type Recognition, readDay, readDigits } from '@stagebureau/shared'

/** Spreadsheets eat the zero in front of a KvK number; numbers with three zeros in front do not exist. */
export const readKvkNumber = readDigits(8, 2, 'cell/kvk')
/** Establishment numbers begin with four zeros, so a spreadsheet leaves eight digits of them. */
export const readEstablishmentNumber = readDigits(12, 5, 'cell/establishment')

const readCrebo = readDigits(5, 0, 'cell/crebo')

/** `25485:2030-01-31`, several of them between bars, spaces or commas. */
export const readRecognitions: CellReader<readonly Recognition[]> = (cell) => {
  const recognitions: Recognition[] = []
  for (const part of cell.split(/[|,\s]+/).filter((one) => one !== '')) {
    const [crebo, until] = [readCrebo(part.split(':')[0] ?? ''), readDay(part.split(':')[1] ?? '')]
    if ('problem' in crebo) return crebo
    if ('problem' in until) return until
    recognitions.push({ crebo: crebo.value, until: until.value })
  }
  return { value: recognitions }
}
