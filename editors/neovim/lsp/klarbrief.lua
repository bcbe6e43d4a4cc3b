-- For Neovim 0.11 and later: `vim.lsp.enable("klarbrief")`. Settings: `vim.lsp.config("klarbrief", { init_options = { land = "NI" } })`.
return {
  cmd = { "klarbrief", "server" },
  filetypes = { "text", "markdown", "html", "klarbrief-rule" },
  root_markers = { "klarbrief.toml", ".git" },
  get_language_id = function(_, filetype)
    return filetype == "text" and "plaintext" or filetype
  end,
}
