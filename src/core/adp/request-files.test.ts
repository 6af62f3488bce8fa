// How either generation names the files of a question; that the service understands it, upload/upload-file.test.ts says.
import { expect, it } from 'vitest'
import { conversationIdSchema } from '#shared/ids.ts'
import type { AdpQuestion, SentFile } from './client.ts'
import { encodeSocketQuestion as encodeV1 } from './v1/request.ts'
import { encodeSocketQuestion as encodeV2 } from './v2/request.ts'

const image: SentFile = {
  kind: 'image',
  name: 'a.png',
  fileType: 'png',
  sizeBytes: 3,
  url: 'https://store/a(1).png',
}
const document: SentFile = {
  kind: 'document',
  name: 'b.pdf',
  fileType: 'pdf',
  sizeBytes: 5,
  url: 'https://store/b.pdf',
  documentId: '17900000000000000001',
}
const question: AdpQuestion = {
  requestId: 'request',
  conversationId: conversationIdSchema.parse('22222222-2222-4222-8222-222222222222'),
  text: 'What is this?',
  files: [image, document],
  options: { customVariables: [{ name: 'n', value: 'v' }] },
}

it('v1 shows images in the text and lists documents beside it', () => {
  const { payload } = encodeV1(question, false).body
  expect(payload).toMatchObject({
    content: 'What is this?\n![](https://store/a%281%29.png)',
    file_infos: [
      {
        doc_id: '17900000000000000001',
        file_name: 'b.pdf',
        file_size: '5',
        file_type: 'pdf',
        file_url: 'https://store/b.pdf',
      },
    ],
  })
})

it('v1 says nothing of documents where there are none', () => {
  expect(encodeV1({ ...question, files: [] }, false).body['payload']).not.toHaveProperty('file_infos')
})

const contentsOf = (asked: AdpQuestion) =>
  (encodeV2(asked, true).body['Request'] as { Contents: unknown }).Contents
const file = { FileName: 'b.pdf', FileSize: '5', FileType: 'pdf', FileUrl: 'https://store/b.pdf' }
const ids = { DocId: '17900000000000000001', DocBizId: '17900000000000000001' }
const variables = { Type: 'custom_variables', CustomVariables: { n: 'v' } }

it('v2 has the words first, then the files, then the variables', () => {
  expect(contentsOf(question)).toEqual([
    { Type: 'text', Text: 'What is this?' },
    { Type: 'image', Image: { Url: 'https://store/a(1).png' } },
    { Type: 'file', File: { ...file, ...ids } },
    variables,
  ])
})

it('v2 sends files alone when there are no words, and a document without the id that it has not got', () => {
  const unparsed = { ...document, documentId: undefined }
  expect(contentsOf({ ...question, text: ' ', files: [unparsed] })).toEqual([
    { Type: 'file', File: file },
    variables,
  ])
})
