-- Drives the language server through Neovim's own client, started by the set-up of the page; any version from 0.7 on.

local function fail(what)
  io.stderr:write('FAILED: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function check(truth, what, seen)
  if not truth then
    fail(what .. ': ' .. vim.inspect(seen))
    error(what)
  end
  io.stderr:write('ok: ' .. what .. '\n')
end

local function wait(what, test)
  check(vim.wait(20000, test, 20), what, 'it did not come')
end

local buffer = vim.api.nvim_get_current_buf()
local function clients() return vim.lsp.get_clients and vim.lsp.get_clients() or vim.tbl_values(vim.lsp.get_active_clients()) end
wait('the set-up starts the server', function()
  local client = clients()[1]
  return client ~= nil and client.server_capabilities ~= nil and next(client.server_capabilities) ~= nil
end)
local client = clients()[1]
local client_id = client.id
check(client.name == 'milepost' and #clients() == 1, 'it is started once', #clients())

local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end
local function text() return table.concat(lines(), '\n') end

-- The line (from 0) and the byte at which something stands.
local function find(words)
  for number, line in ipairs(lines()) do
    local at = line:find(words, 1, true)
    if at then return number - 1, at - 1 end
  end
  error('there is no ' .. words)
end

local function go(words, further)
  local line, at = find(words)
  vim.api.nvim_win_set_cursor(0, { line + 1, at + (further or 0) })
end

local function ask(method, params)
  local answers, why = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  check(answers and answers[client_id], method .. ' is answered', why)
  local answer = answers[client_id]
  check(not (answer.error or answer.err), method .. ' has a result', answer)
  return answer.result
end

local function here() return vim.lsp.util.make_position_params(0, client.offset_encoding) end

local function codes()
  local found = {}
  for _, it in ipairs(vim.diagnostic.get(buffer)) do found[tostring(it.code)] = it end
  return found
end

-- Problems, at the right place behind a smile.
wait('the wrong stage is reported', function() return codes()['M201'] ~= nil end)
local line = find('frist')
check(codes()['M201'].lnum == line, 'it is reported in its line', codes()['M201'])

-- Code actions.
local range = here()
range.position = nil
range.range = { start = { line = line, character = 10 }, ['end'] = { line = line, character = 10 } }
range.context = { diagnostics = {} }
local actions = ask('textDocument/codeAction', range)
check(actions[1].title == 'Write first for frist', 'the remedy is offered', actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
check(text():find('stage = "first"', 1, true), 'the remedy is made', text())
wait('the problem is gone', function() return codes()['M201'] == nil end)

-- Typing, sent as changes: the amount becomes more than there is, then half a line is typed.
line = find('40_000')
vim.api.nvim_buf_set_text(buffer, line, #'cost.build = { one-off = ', line, #'cost.build = { one-off = 4', { '6' })
wait('the envelope that is over is reported', function() return codes()['M310'] ~= nil end)
check(codes()['M310'].lnum == find('year.2027-28'), 'it is reported at its year', codes()['M310'])
line = find('duration = "6')
vim.api.nvim_buf_set_lines(buffer, line, line, false, { 'stat' })
vim.api.nvim_win_set_cursor(0, { line + 1, 3 })
local params = here()
params.position.character = 4
local items = ask('textDocument/completion', params)
items = items.items or items
local offered = {}
for _, it in ipairs(items) do offered[it.label] = it end
check(offered['status'] and offered['owner'] and not offered['duration'], 'keys are offered in a half-typed line', offered)
vim.api.nvim_buf_set_lines(buffer, line, line + 1, false, {})

-- Hover.
go('[initiative.forms]', 13)
local hover = ask('textDocument/hover', here())
check(hover.contents.value:find('1 Apr 2027 – 30 Sep 2027', 1, true), 'the dates are said', hover)

-- Definition, through the editor's own command.
go('after = "forms"', 10)
vim.lsp.buf.definition()
local wanted = find('[initiative.forms]') + 1
wait('the definition is gone to', function() return vim.api.nvim_win_get_cursor(0)[1] == wanted end)

-- References.
local references = here()
references.context = { includeDeclaration = true }
check(#ask('textDocument/references', references) == 2, 'both places are found', references)

-- Rename, through the editor's own command.
vim.lsp.buf.rename('e-forms')
wait('the id is renamed', function() return text():find('[initiative.e-forms]', 1, true) and text():find('after = "e-forms"', 1, true) end)

-- Formatting.
if vim.lsp.buf.format then
  vim.lsp.buf.format({ timeout_ms = 20000 })
else
  vim.lsp.buf.formatting_sync(nil, 20000)
end
check(text():find('\nduration = "3 months"', 1, true), 'the layout is canonical', text())

-- What is computed stands beside the lines, and not in them.
local before = text()
local hints = ask('textDocument/inlayHint', {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = { start = { line = 0, character = 0 }, ['end'] = { line = #lines(), character = 0 } },
})
local shown = {}
for _, it in ipairs(hints) do shown[#shown + 1] = it.label end
check(table.concat(shown, '\n'):find('headroom', 1, true), 'headroom is shown', shown)
check(text() == before, 'nothing is written', text())

-- Outline, lens, folding.
local document = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
check(#ask('textDocument/documentSymbol', document) == 5, 'the outline has every item', document)
check(ask('textDocument/codeLens', document)[1].command.title:find('pot', 1, true), 'the sentence is said', document)
check(#ask('textDocument/foldingRange', document) >= 4, 'blocks can be folded', document)

-- What newer versions show by themselves: the sentence, and what stands beside the lines.
if vim.lsp.inlay_hint then
  local function marks()
    local seen = {}
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, -1, 0, -1, { details = true })) do
      for _, piece in ipairs(mark[4].virt_text or {}) do seen[#seen + 1] = piece[1] end
      for _, above in ipairs(mark[4].virt_lines or {}) do
        for _, piece in ipairs(above) do seen[#seen + 1] = piece[1] end
      end
    end
    return table.concat(seen, '\n')
  end
  vim.cmd('doautocmd BufEnter')
  wait('the sentence is on the screen', function() return marks():find('pot', 1, true) ~= nil end)
  check(vim.lsp.inlay_hint.is_enabled({ bufnr = buffer }), 'hints are on', marks())
end

if vim.lsp.inlay_hint then client:stop() else client.stop() end
wait('the server ends well', function()
  return vim.fn.filereadable(os.getenv('ENDED')) == 1 and vim.fn.readfile(os.getenv('ENDED'))[1] == '0'
end)
io.stderr:write('all features were driven\n')
vim.cmd('qall!')
