-- Rule files of Klarbrief have a file type of their own.
if vim.filetype and vim.filetype.add then
  vim.filetype.add({ extension = { rule = "klarbrief-rule" } })
end
