import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'parse5';
import { parse as readResults } from 'test-results-parser';
import { expect, onTestFinished, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { anyReport } from '../support/arbitrary-report.js';
import { elementsIn, textIn } from '../support/elements.js';
import { comparable, failuresIn, forReports, write } from '../support/reports.js';

test('libxml2 reads the report', () =>
  fc.assert(
    fc.asyncProperty(fc.array(anyReport, { minLength: 20, maxLength: 20 }), async (reports) => {
      const xml = reports.map((report, index) => ({
        fileName: `${index}.xml`,
        contents: write('junit', report),
      }));
      const { errors } = await validateXML({ xml, schema: grammar });
      expect(errors).toEqual([]);
    }),
    { numRuns: 4, endOnFailure: true },
  ));

test('it has each failure, with expected and actual', () =>
  forReports(anyReport, (report) => {
    const document = parse(write('junit', report));
    const written = elementsIn(document, 'failure').map((failure) => comparable(textIn(failure)));
    const failed = failuresIn(report).filter(({ outcome }) => outcome === 'failed');
    expect(written.length).toBe(failed.length);
    for (const { failure } of failed) {
      expect(
        written.some(
          (text) =>
            text.includes(comparable(failure?.expected)) &&
            text.includes(comparable(failure?.actual)),
        ),
      ).toBe(true);
    }
  }));

test('its totals equal the number of cases', () =>
  forReports(anyReport, (report) => {
    const numbersOf = (name: string) =>
      elementsIn(parse(write('junit', report)), name).map((element) =>
        ['tests', 'failures', 'skipped'].map((attribute) =>
          Number(element.attrs.find((one) => one.name === attribute)?.value),
        ),
      );
    const [total = []] = numbersOf('testsuites');
    const suites = numbersOf('testsuite');
    const sum = (column: number) => suites.reduce((all, row) => all + (row[column] ?? 0), 0);
    const count = (...outcomes: string[]) =>
      report.results.filter(({ outcome }) => outcomes.includes(outcome)).length;
    expect([0, 1, 2].map(sum)).toEqual([
      report.results.length,
      count('failed'),
      count('skipped', 'knownFailure'),
    ]);
    expect(total).toEqual([sum(0), sum(1), sum(2)]);
  }));

test('another reader of test results counts the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'p2core-junit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'report.xml');
  for (const report of fc.sample(anyReport, { numRuns: 20, seed: 1 })) {
    if (report.results.length === 0) continue;
    await writeFile(file, write('junit', report));
    const { total, failed, skipped, suites } = readResults({ type: 'junit', files: [file] });
    const count = (...outcomes: string[]) =>
      report.results.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const left = count('skipped', 'knownFailure');
    expect([total + skipped, failed, skipped]).toEqual([
      report.results.length,
      count('failed'),
      left,
    ]);
    const names = suites.flatMap(({ cases }) => cases.map(({ name }) => name.split(':')[0]));
    expect(names.sort()).toEqual(report.results.map(({ id }) => id).sort());
  }
});

/** The parts of JUnit XML that readers rely on: elements, their order, and required attributes. */
const grammar = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:attributeGroup name="numbers">
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:attributeGroup>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attributeGroup ref="numbers"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attributeGroup ref="numbers"/>
    <xs:attribute name="timestamp" type="xs:dateTime" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:sequence>
      <xs:choice minOccurs="0">
        <xs:element name="failure"><xs:complexType><xs:simpleContent><xs:extension base="xs:string">
          <xs:attribute name="type" type="xs:string" use="required"/>
          <xs:attribute name="message" type="xs:string" use="required"/>
        </xs:extension></xs:simpleContent></xs:complexType></xs:element>
        <xs:element name="skipped"><xs:complexType>
          <xs:attribute name="message" type="xs:string" use="required"/>
        </xs:complexType></xs:element>
      </xs:choice>
      <xs:element name="system-out" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>`;
