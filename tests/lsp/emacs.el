;;; emacs.el --- Drives the language server through Eglot, any version from 1.9 on.  -*- lexical-binding: t -*-

(defun say (words) (princ (concat words "\n") #'external-debugging-output))

(defun check (truth what &optional seen)
  (if truth (say (concat "ok: " what))
    (say (format "FAILED: %s: %S" what seen))
    (kill-emacs 1)))

(defun wait (what test)
  (let ((end (time-add nil 30)) (found nil))
    (while (not (or (setq found (funcall test)) (time-less-p end nil)))
      (accept-process-output nil 0.05))
    (check found what (buffer-string))))

(defun go (words &optional further)
  (goto-char (point-min))
  (search-forward words)
  (goto-char (+ (match-beginning 0) (or further 0))))

(defun has (words) (string-search words (buffer-string)))

(defun problems ()
  "What Flymake knows, as texts."
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun problem (words) (seq-find (lambda (it) (string-search words it)) (problems)))

;; The set-up starts it as soon as the file is opened; a hook waits for the first command, which there is none of here.
(switch-to-buffer (find-file-noselect (expand-file-name "a.plan.toml")))
(check (memq #'eglot-ensure conf-toml-mode-hook) "the set-up starts it by itself")
(apply #'eglot (eglot--guess-contact))
(wait "the server starts" #'eglot-current-server)

;; Problems, and the remedy.
(wait "the wrong stage is reported" (lambda () (problem "frist")))
(go "frist")
(let ((found (flymake-diagnostics (line-beginning-position) (line-end-position))))
  (check found "it is reported in its line" (flymake-diagnostics)))
(let* ((actions (eglot-code-actions (point) (point)))
       (remedy (seq-find (lambda (it) (equal (plist-get it :title) "Write first for frist")) actions)))
  (check remedy "the remedy is offered" actions)
  (eglot--apply-workspace-edit (plist-get remedy :edit)))
(check (has "stage = \"first\"") "the remedy is made" (buffer-string))
(eglot--signal-textDocument/didChange)
(wait "the problem is gone" (lambda () (not (problem "frist"))))

;; Typing: the amount becomes more than there is.
(go "40_000")
(delete-char 1)
(insert "6")
(eglot--signal-textDocument/didChange)
(wait "the envelope that is over is reported" (lambda () (problem "`pot` is over by £10,000 in 2027/28")))

;; Completion in a line that is half typed.
(go "duration = \"6")
(insert "sta\n")
(backward-char 1)
(eglot--signal-textDocument/didChange)
(let* ((found (eglot-completion-at-point))
       (offered (all-completions "sta" (nth 2 found))))
  (check (member "status" (mapcar #'substring-no-properties offered)) "keys are offered" offered))
(delete-region (line-beginning-position) (1+ (line-end-position)))
(eglot--signal-textDocument/didChange)

;; Hover, through what shows it in the echo area.
(go "[initiative.forms]" 13)
(let ((said nil))
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq said text)))
  (wait "the dates are said" (lambda () (and said (string-search "1 Apr 2027 – 30 Sep 2027" said)))))

;; Definition, references, outline.
(go "after = \"forms\"" 10)
(let ((found (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check (= 1 (length found)) "the definition is found" found))
(let ((found (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot))))
  (check (>= (length found) 1) "references are found" found))
(check (eglot-imenu) "there is an outline")

;; Rename, then layout.
(eglot-rename "e-forms")
(check (and (has "[initiative.e-forms]") (has "after = \"e-forms\"")) "the id is renamed" (buffer-string))
(eglot--signal-textDocument/didChange)
(eglot-format-buffer)
(check (has "\nduration = \"3 months\"") "the layout is canonical" (buffer-string))

(eglot-shutdown (eglot-current-server))
(say "all features were driven")
(set-buffer-modified-p nil)
