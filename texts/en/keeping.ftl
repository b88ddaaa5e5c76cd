# How long a case is kept, how it is destroyed, and what is kept about me
card-erased = 📁 { $number }: what was written, names and files have been destroyed and can no longer be seen.
