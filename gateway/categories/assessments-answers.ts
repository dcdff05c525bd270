import type { Answer, Coding, Value } from '../../api-spec/record.ts';
import type { Holdings } from './holdings.ts';
import { valueOf, type Tally } from './measurement.ts';
import { at, coding, codings, known, listed, objects, text, type Json } from './read.ts';

/** The code system of whatever is known by its address (https://hl7.org/fhir/R4/identifier-registry.html). */
const URI = 'urn:ietf:rfc:3986';

/** What is known of the form that a response answers (https://hl7.org/fhir/R4/questionnaire.html). */
export interface Form {
  /** Undefined: no code stands behind it. */
  readonly code: Coding | undefined;
  readonly title: string | undefined;
  /** The questions in the form's own words, by `linkId`. */
  readonly questions: ReadonlyMap<string, string>;
}

/**
 * The form behind a response. Its code, where the form itself has arrived or is contained; else the canonical address
 * by which the whole world may know it. An address that means something at its own server only is no code.
 */
export function formOf(response: Json, holdings: Holdings): Form {
  const address = text(response['questionnaire'])?.replace(/\|.*$/, '') ?? '';
  const form = address.startsWith('#')
    ? objects(response['contained']).find(({ id }) => id === address.slice(1))
    : (holdings.ofType('Questionnaire').find(({ url }) => url === address) ?? holdings.follow({ reference: address }, response)?.resource);
  const isForm = form?.['resourceType'] === 'Questionnaire' && !holdings.isWithheld(form);
  if (isForm) holdings.decide(form, 'shown-within');
  const own: Json = isForm ? form : {};

  const extensions = objects(at(response['_questionnaire'], 'extension'));
  const display = extensions.find(({ url }) => url === 'http://hl7.org/fhir/StructureDefinition/display')?.['valueString'];
  const title = text(own['title']) ?? text(display) ?? text(own['name']);
  const canonical = [address, text(own['url'])].find((one) => one && /^[a-z][\w+.-]*:/i.test(one));
  return {
    code: coding({ coding: own['code'] }) ?? (canonical ? { system: URI, code: canonical, display: title ?? canonical } : undefined),
    title,
    questions: new Map(itemsIn(own).map(({ linkId, text: words }) => [text(linkId) ?? '', text(words) ?? ''])),
  };
}

/** All items of a form, at every depth. */
function itemsIn(form: Json): Json[] {
  const open = objects(form['item']);
  for (const item of open) open.push(...objects(item['item']));
  return open;
}

/** Questions with their answers, and the questions inside them. One that was not answered stands there without a value. */
export function answersOf(items: unknown, { questions }: Pick<Form, 'questions'>, tally: Tally): Answer[] {
  return objects(items).flatMap((item): Answer[] => {
    const linkId = text(item['linkId']) ?? '';
    const given = objects(item['answer']);
    const inside = [...objects(item['item']), ...given.flatMap((answer) => objects(answer['item']))];
    const answers = answersOf(inside, { questions }, tally);
    const question = text(item['text']) || questions.get(linkId);
    // A group without a heading only holds its questions together.
    if (!question && given.length === 0) return answers;
    const values = given.map((answer) => answerIn(answer, tally)).filter((one) => one !== undefined);
    return [known<Answer>({ question: question || linkId, values, answers: answers.length > 0 ? answers : undefined })];
  });
}

/** `answer.value[x]`. One that has questions inside may have no value of its own. */
function answerIn(answer: Json, tally: Tally): Value | undefined {
  const element = Object.keys(answer).find((name) => /^value[A-Z]/.test(name) && answer[name] !== null);
  const value = element && answer[element];
  switch (element) {
    case undefined:
      return undefined;
    case 'valueCoding': {
      const isCoded = codings({ coding: listed(value) }).length > 0;
      const words = text(at(value, 'display')) ?? text(at(value, 'code'));
      return isCoded || !words ? valueOf({ valueCodeableConcept: { coding: listed(value) } }, tally) : { type: 'text', text: words };
    }
    case 'valueDecimal':
      return valueOf({ valueInteger: value }, tally);
    case 'valueDate':
      return valueOf({ valueDateTime: value }, tally);
    case 'valueUri':
      return valueOf({ valueString: value }, tally);
    case 'valueReference':
      return valueOf({ valueString: at(value, 'display') }, tally);
    case 'valueAttachment':
      return valueOf({ valueString: text(at(value, 'title')) ?? at(value, 'contentType') }, tally);
    default:
      return valueOf(answer, tally);
  }
}

/** The files that were given as answers, at any depth. */
export function filesIn(response: Json): unknown[] {
  const open = [response];
  const files: unknown[] = [];
  for (const item of open) {
    const answers = objects(item['answer']);
    files.push(...answers.map(({ valueAttachment }) => valueAttachment).filter((one) => one !== undefined));
    open.push(...objects(item['item']), ...answers.flatMap((answer) => objects(answer['item'])));
  }
  return files;
}
