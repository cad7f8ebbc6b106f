import { fileOf } from '../scripts/support/compose';

test('every folder that is compiled gets into the image', () => {
  const { include } = JSON.parse(fileOf('tsconfig.build.json')) as { include: string[] };
  const dockerfile = fileOf('Dockerfile').split('\n');
  const letThrough = fileOf('.dockerignore').split('\n');
  expect(include.length).toBeGreaterThan(5);
  expect(include.filter((folder) => !dockerfile.includes(`COPY ${folder} ${folder}`))).toEqual([]);
  expect(include.filter((folder) => !letThrough.includes(`!${folder}`))).toEqual([]);
});
