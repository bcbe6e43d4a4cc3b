-- Klarbrief in Neovim 0.7 and later, with nothing but what Neovim brings along.
--
--   require("klarbrief").setup({ settings = { land = "NI" } })

local M = {}

M.defaults = {
  -- The program; a path if it is not on the PATH.
  cmd = { "klarbrief", "server" },
  -- File types that are letters. Markdown and HTML only where a klarbrief.toml lies in the folder or above it, so that other
  -- people's README files are left alone.
  filetypes = { "text", "markdown", "html", "klarbrief-rule" },
  only_with_config = { "markdown", "html" },
  -- Settings of the server: land, lang, kind, date, preview, select, ignore, rules, profile.
  settings = {},
}

-- The folder of the nearest klarbrief.toml, else of the repository, else of the file; and whether there is a klarbrief.toml.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local search = vim.fn.escape(folder, " ,;") .. ";"
  local config = vim.fn.findfile("klarbrief.toml", search)
  if config ~= "" then
    return vim.fn.fnamemodify(config, ":p:h"), true
  end
  local git = vim.fn.finddir(".git", search)
  return git ~= "" and vim.fn.fnamemodify(git, ":p:h:h") or folder, false
end

-- The configuration of a client, as `vim.lsp.start` takes it.
function M.client(options, root)
  return {
    name = "klarbrief",
    cmd = options.cmd,
    root_dir = root,
    init_options = next(options.settings) and options.settings or nil,
    settings = { klarbrief = next(options.settings) and options.settings or nil },
    -- The server tells letters from other texts by the names of file types.
    get_language_id = function(_, filetype)
      return filetype == "text" and "plaintext" or filetype
    end,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = vim.fn.fnamemodify(root, ":t") } },
  }
end

local clients = {}

-- Attaches the server to a buffer.
function M.attach(buffer, options)
  if vim.bo[buffer].buftype ~= "" then
    return
  end
  local root, configured = root_of(vim.api.nvim_buf_get_name(buffer))
  if vim.tbl_contains(options.only_with_config, vim.bo[buffer].filetype) and not configured then
    return
  end
  if vim.fn.executable(options.cmd[1]) == 0 then
    vim.notify_once("Klarbrief: das Programm `" .. options.cmd[1] .. "` wurde nicht gefunden.", vim.log.levels.WARN)
    return
  end
  if vim.lsp.start then
    return vim.lsp.start(M.client(options, root), { bufnr = buffer })
  end
  -- Neovim 0.7.
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(M.client(options, root))
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

-- Shows Markdown in a window of its own.
local function show(markdown)
  vim.lsp.util.open_floating_preview(vim.split(markdown, "\n"), "markdown", { border = "rounded", focus_id = "klarbrief" })
end

-- Shows the page of a rule; without an id, of the findings on the line of the cursor.
function M.explain(id)
  if not id or id == "" then
    local line = vim.api.nvim_win_get_cursor(0)[1] - 1
    for _, finding in ipairs(vim.diagnostic.get(0, { lnum = line })) do
      if finding.source == "klarbrief" and finding.code then
        id = finding.code
      end
    end
  end
  if not id or id == "" then
    return vim.notify("Klarbrief: In dieser Zeile gibt es keinen Fund.")
  end
  vim.lsp.buf_request(0, "klarbrief/explain", { rule = id }, function(problem, page)
    if problem then
      vim.notify("Klarbrief: " .. problem.message, vim.log.levels.WARN)
    elseif page then
      show(page.markdown)
    end
  end)
end

-- The reason map as lines of text.
function M.map_lines(map)
  local lines = { "# " .. map.kind.name, "" }
  local function score(name, value)
    if type(value) == "number" then
      table.insert(lines, ("- %s: %d von 100"):format(name, value))
    end
  end
  score("Verständlichkeit", map.scores.comprehensibility)
  score("Nachvollziehbarkeit", map.scores.traceability)
  for _, point in ipairs(map.points) do
    table.insert(lines, "")
    local level = type(point.level) == "number" and ("Stufe %d von 5"):format(point.level) or "braucht keine Gründe"
    table.insert(lines, ("## %d. %s (%s)"):format(point.number, point.ruling.name, level))
    table.insert(lines, "")
    table.insert(lines, "> " .. point.text)
    for _, norm in ipairs(point.norms) do
      table.insert(lines, "- " .. norm.text .. (norm.exists == false and " (gibt es nicht)" or ""))
    end
    if #point.missing > 0 then
      table.insert(lines, "- Es fehlt: " .. table.concat(point.missing, ", "))
    end
  end
  return lines
end

-- Shows the reason map of the letter.
function M.map()
  local params = { textDocument = vim.lsp.util.make_text_document_params() }
  vim.lsp.buf_request(0, "klarbrief/reasonMap", params, function(problem, map)
    if problem or not map or map == vim.NIL then
      return vim.notify("Klarbrief: Für diesen Text gibt es keine Begründungskarte.")
    end
    show(table.concat(M.map_lines(map), "\n"))
  end)
end

function M.setup(options)
  options = vim.tbl_extend("force", M.defaults, options or {})
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("klarbrief", {}),
    pattern = options.filetypes,
    callback = function(event)
      M.attach(event.buf or vim.api.nvim_get_current_buf(), options)
    end,
  })
  -- What a code action or a lens asks for is shown here instead of in a message.
  vim.lsp.commands["klarbrief.explain"] = function(command)
    M.explain(command.arguments[1])
  end
  vim.lsp.commands["klarbrief.reasonMap"] = function()
    M.map()
  end
  vim.api.nvim_create_user_command("KlarbriefExplain", function(event)
    M.explain(event.args)
  end, { nargs = "?", desc = "Die Regel zum Fund in dieser Zeile erklären" })
  vim.api.nvim_create_user_command("KlarbriefMap", M.map, { desc = "Die Begründungskarte des Briefes zeigen" })
end

return M
