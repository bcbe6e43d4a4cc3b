;;; klarbrief.el --- Klarbrief in Emacs, with eglot  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT OR Apache-2.0
;; Package-Requires: ((emacs "28.1") (eglot "1.8"))

;;; Commentary:

;; Checks official German letters while they are written: findings by flymake, pages of rules and citations by eldoc, fixes by
;; code actions.  Eglot is part of Emacs from 29 on; for 28 it is in GNU ELPA and in Debian (elpa-eglot).
;;
;;   (load "/path/to/editors/emacs/klarbrief.el")
;;   (setq klarbrief-settings '(:land "NI"))
;;   M-x klarbrief in a letter, or (add-hook 'klarbrief-letter-mode-hook #'eglot-ensure)

;;; Code:

(require 'eglot)

(defgroup klarbrief nil "Checks official German letters." :group 'text)

(defcustom klarbrief-program "klarbrief"
  "The program, as a name on the path or as a file."
  :type 'string)

(defcustom klarbrief-settings nil
  "Settings of the server as a plist: :land, :lang, :kind, :date, :ignore ..."
  :type 'plist)

(define-derived-mode klarbrief-letter-mode text-mode "Brief"
  "Text mode for official letters that Klarbrief checks.")

(define-derived-mode klarbrief-rule-mode prog-mode "Regel"
  "Mode for rule files of Klarbrief."
  (setq-local comment-start "# "))

(add-to-list 'auto-mode-alist '("\\.rule\\'" . klarbrief-rule-mode))

;; What eglot tells the server a buffer is.
(put 'klarbrief-letter-mode 'eglot-language-id "plaintext")
(put 'klarbrief-rule-mode 'eglot-language-id "klarbrief-rule")

(defun klarbrief--contact (&rest _)
  "How the server is started."
  `(,klarbrief-program "server" :initializationOptions ,(or klarbrief-settings (make-hash-table))))

(add-to-list 'eglot-server-programs
             '((klarbrief-letter-mode klarbrief-rule-mode) . klarbrief--contact))

;;;###autoload
(defun klarbrief ()
  "Check the letter in this buffer while it is written."
  (interactive)
  (unless (executable-find klarbrief-program)
    (user-error "Klarbrief: das Programm `%s' wurde nicht gefunden" klarbrief-program))
  (unless (derived-mode-p 'klarbrief-letter-mode 'klarbrief-rule-mode)
    (klarbrief-letter-mode))
  (eglot-ensure))

(provide 'klarbrief)
;;; klarbrief.el ends here
