// What axe-core finds against WCAG 2.2 A and AA and against good practice.
import { AxeBuilder } from '@axe-core/playwright';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function audit(tab) {
  const result = await new AxeBuilder({ page: tab }).withTags(TAGS).analyze();
  return result.violations.map((violation) => `axe ${violation.id}: ${violation.help} (${violation.nodes.length}: ${violation.nodes[0].target.join(' ')})`);
}
