persona "ann" {
after="3h"
  silent =   false
}
