import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];

type NameIn<Path> = Path extends `/v1/record/${infer Name}` ? Name : never;

/** A clinical category of the record, named by its path in the contract. */
export type Category = NameIn<keyof paths>;

type Reading = { [C in Category]: paths[`/v1/record/${C}`]['get'] };

type Sections = { [C in Category]: Reading[C]['responses'][200]['content']['application/json'] };

type KindIn<Query> = Query extends { kind?: readonly (infer K)[] } ? ('kind' extends keyof Query ? K : never) : never;

type Kinds = { [C in Category]: KindIn<NonNullable<Reading[C]['parameters']['query']>> };

/** What the gateway answers for one category: its entries, and how every source that could hold it answered. */
export type Section<C extends Category = Category> = Sections[C];

/** One entry of a category. */
export type Entry<C extends Category = Category> = Sections[C]['entries'][number];

/** The kinds that a category is divided into; `never` where it is not. */
export type Kind<C extends Category = Category> = Kinds[C];

/** One line of the record stream: a section, or the problem that stands in its place. */
export type StreamLine = Schemas['StreamLine'];

export type State = Schemas['State'];
export type Completeness = Schemas['Completeness'];
export type ProblemCode = Schemas['ProblemCode'];
export type Problem = Schemas['Problem'];

export type NhsNumber = Schemas['NhsNumber'];
export type OdsCode = Schemas['OdsCode'];
export type PartialDate = Schemas['PartialDate'];
export type Coding = Schemas['Coding'];
export type Term = Schemas['Term'];
export type Organisation = Schemas['Organisation'];
export type Person = Schemas['Person'];
export type Period = Schemas['Period'];
export type Place = Schemas['Place'];
export type EntryLink = Schemas['EntryLink'];
export type Dosage = Schemas['Dosage'];
export type EntrySource = Schemas['EntrySource'];
export type Contact = Schemas['Contact'];
export type Answer = Schemas['Answer'];
export type Attachment = Schemas['Attachment'];
export type Condition = Schemas['Condition'];
export type Value = Schemas['Value'];
export type Flag = Schemas['Flag'];
export type Range = Schemas['Range'];
export type Measurement = Schemas['Measurement'];
export type ObservationStatus = Schemas['ObservationStatus'];
export type Reaction = Schemas['Reaction'];
export type Specimen = Schemas['Specimen'];
export type SourceAnswer = Schemas['SourceAnswer'];
export type ListWarning = Schemas['ListWarning'];
export type KnownNone = Schemas['KnownNone'];

export type Session = Schemas['Session'];
export type Grant = Schemas['Grant'];
export type Role = Schemas['Role'];
export type Demographics = Schemas['Demographics'];
export type Coverage = Schemas['Coverage'];
export type Access = Schemas['Access'];
export type AccessHistory = Schemas['AccessHistory'];
export type AuditRows = Schemas['AuditRows'];
export type Statistics = Schemas['Statistics'];
export type Unusual = Schemas['Unusual'];
export type OptOutHistory = Schemas['OptOutHistory'];
export type Token = Schemas['Token'];
export type TokenError = Schemas['TokenError'];
