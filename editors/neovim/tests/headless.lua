-- Runs in a headless Neovim: opens a letter with the configuration of this folder and asserts what a user would see. The letter is
-- $KLARBRIEF_LETTER, the program $KLARBRIEF_PROGRAM; every step is printed, the first one that fails ends with status 1.

local function fail(message)
  print("FAILED: " .. message)
  vim.cmd("cquit 1")
end

local function expect(what, held, shown)
  if not held then
    fail(what .. "\n" .. vim.inspect(shown))
  end
  print("ok: " .. what)
end

local worked, problem = pcall(function()
  require("klarbrief").setup({
    cmd = { vim.env.KLARBRIEF_PROGRAM, "server" },
    settings = { land = "NI", lang = "de" },
  })
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.KLARBRIEF_LETTER))
  vim.cmd("set filetype=text")

  -- Diagnostics.
  local function findings(rule)
    return vim.tbl_filter(function(d)
      return d.code == rule
    end, vim.diagnostic.get(0))
  end
  vim.wait(20000, function()
    return #findings("satz/passiv") > 0
  end, 20)
  local passive = findings("satz/passiv")[1]
  expect("the passive is found", passive, vim.diagnostic.get(0))
  local line = vim.api.nvim_buf_get_lines(0, passive.lnum, passive.lnum + 1, true)[1]
  expect("it marks its words", line:sub(passive.col + 1, passive.end_col) == "wurde von uns geprüft", { passive, line })

  -- Hover.
  local function place(words)
    for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
      local at = text:find(words, 1, true)
      if at then
        vim.api.nvim_win_set_cursor(0, { number, at })
        return
      end
    end
    fail("`" .. words .. "` is not in the letter")
  end
  local client = vim.lsp.buf_get_clients and vim.lsp.buf_get_clients(0) or vim.lsp.get_clients({ bufnr = 0 })
  local _, server = next(client)
  local encoding = server.offset_encoding
  local function request(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
    local _, answer = next(answers)
    return answer and answer.result
  end
  place("25b")
  local hover = request("textDocument/hover", vim.lsp.util.make_position_params(0, encoding))
  expect("hover shows the title of the section", hover and hover.contents.value:find("Integration", 1, true), hover)
  place("wurde")
  hover = request("textDocument/hover", vim.lsp.util.make_position_params(0, encoding))
  expect("hover shows the page of the rule", hover and hover.contents.value:find("satz/passiv", 1, true), hover)

  -- A code action.
  place("AufentG")
  local params = vim.lsp.util.make_range_params(0, encoding)
  params.context = { diagnostics = {} }
  local actions = request("textDocument/codeAction", params) or {}
  local fix = vim.tbl_filter(function(a)
    return a.edit and a.diagnostics and a.title:find("AufenthG", 1, true)
  end, actions)[1]
  expect("a fix is offered", fix, actions)
  vim.lsp.util.apply_workspace_edit(fix.edit, encoding)
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n")
  expect("the fix is applied", text:find("§ 5 Abs. 1 AufenthG", 1, true) and not text:find("AufentG", 1, true), text)
  vim.wait(20000, function()
    return #findings("zitat/unbekanntes-gesetz") == 0
  end, 20)
  expect("its finding is gone", #findings("zitat/unbekanntes-gesetz") == 0, vim.diagnostic.get(0))

  -- The reason map.
  local map = request("klarbrief/reasonMap", { textDocument = vim.lsp.util.make_text_document_params() })
  local lines = require("klarbrief").map_lines(map)
  expect("the reason map is shown", table.concat(lines, "\n"):find("Verständlichkeit", 1, true), map)
end)
if not worked then
  fail(problem)
end
print("done: Neovim " .. tostring(vim.version().major) .. "." .. tostring(vim.version().minor) .. "." .. tostring(vim.version().patch))
vim.cmd("qall!")
