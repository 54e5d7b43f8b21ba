// The number by which a company is known to everyone: orders companies where nothing else may.

/** `01234567-000012345678` */
export const companyKeyOf = ({
  kvkNumber,
  establishmentNumber,
}: {
  kvkNumber: string
  establishmentNumber: string
}): string => `${kvkNumber}-${establishmentNumber}`
