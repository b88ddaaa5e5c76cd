# How long a case is kept, how it is destroyed, and what is kept about me
card-erased = 📁 { $number }: what was written, names and files have been destroyed and can no longer be seen.
audit-head = 🔏 Check code of the case log, { $at }: { $code }
audit-head-keep = Please keep this message; no answer is needed. With this code anybody can see later whether the log before it was changed.
alarm-audit-head = ⚠️ Today only { $count } people could get the check code of the case log; it should be two. Please give the director's and the oversight role to somebody.
