// Errors as a MongoDB server words them: same class, code, name.
import mongoose from 'mongoose'

const { MongoServerError } = mongoose.mongo

const NAMES: Readonly<Record<number, string>> = {
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  16: 'InvalidLength',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  31: 'InvalidPath',
  40: 'ConflictingUpdateOperators',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  171: 'CannotIndexParallelArrays',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
}

export type ServerError = mongoose.mongo.MongoServerError

/** An error of the server with its number; `more` adds fields such as keyPattern. */
export const serverError = (code: number, message: string, more: object = {}): ServerError => {
  const name = NAMES[code]
  return new MongoServerError({ ok: 0, code, ...(name && { codeName: name }), message, errmsg: message, ...more })
}
